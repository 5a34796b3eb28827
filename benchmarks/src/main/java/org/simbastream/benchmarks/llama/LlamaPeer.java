package org.simbastream.benchmarks.llama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.Sampler;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SplittableRandom;
import org.simbastream.benchmarks.figure.Peer;

/**
 * llama.cpp with a file that {@link GgufExport} wrote, on the CPU.
 *
 * <p>Times are those of whole requests, since the binding does not expose llama.cpp's own. Reading
 * is a request for one token after the prompt, writing a request for many after a prompt of one
 * token: n tokens read or written are n tokens through the model. Every prompt is another, and none
 * is cached.
 */
public final class LlamaPeer implements Peer {

  /** The most tokens of a request, read and written. */
  static final int CONTEXT = 1 << 14;

  private static final int BATCH = 2048; // tokens handed over at once

  /** Tokens of a batch read at once: llama.cpp's own value, which neither 256 nor 2,048 beat. */
  private static final int MICRO_BATCH = 512;

  private static final int WARM_UP = 64; // tokens

  private final LlamaModel model;
  private final SplittableRandom random = new SplittableRandom(1);

  private LlamaPeer(LlamaModel model) {
    this.model = model;
  }

  /**
   * Loads a file and reads a few tokens, so that the weights are in memory.
   *
   * @param threads for reading and for writing
   * @throws IllegalStateException if there is no llama.cpp for this platform
   * @throws IllegalArgumentException if there is no such file, or llama.cpp can't use it
   */
  public static LlamaPeer load(Path gguf, int threads) {
    return load(gguf, parameters(gguf, threads).disableLog());
  }

  /** Loads a file as {@link #load(Path, int)} does; llama.cpp writes its own times to a log. */
  static LlamaPeer load(Path gguf, int threads, Path log) {
    return load(gguf, parameters(gguf, threads).setLogFile(log.toString()));
  }

  private static LlamaPeer load(Path gguf, ModelParameters parameters) {
    if (!Files.isRegularFile(gguf)) {
      throw new IllegalArgumentException("no file " + gguf + " for llama.cpp to load");
    }
    LlamaPeer peer = new LlamaPeer(open(gguf, parameters));
    try {
      peer.read(WARM_UP);
    } catch (RuntimeException e) {
      peer.close(); // else its thread keeps the process alive
      throw e;
    }
    return peer;
  }

  private static ModelParameters parameters(Path gguf, int threads) {
    return new ModelParameters()
        .setModel(gguf.toString())
        .setThreads(threads)
        .setThreadsBatch(threads)
        .setCtxSize(CONTEXT)
        .setBatchSize(BATCH)
        .setUbatchSize(MICRO_BATCH)
        .setDevices("none") // the CPU alone, also where there is a GPU
        .skipWarmup(); // its own warm-up may hang with two threads
  }

  private static LlamaModel open(Path gguf, ModelParameters parameters) {
    PrintStream out = System.out;
    System.setOut(System.err); // where the binding says that it unpacked its library
    try {
      return new LlamaModel(parameters);
    } catch (LinkageError e) { // also when it is tried a second time
      throw new IllegalStateException(
          String.format(
              "llama.cpp can't be loaded on %s, %s: %s. It is optional: leave it out with"
                  + " --without-llama",
              System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("llama.cpp can't load " + gguf + ": " + e.getMessage(), e);
    } finally {
      System.setOut(out);
    }
  }

  @Override
  public String name() {
    return "llama.cpp";
  }

  /**
   * Reads a prompt of that many tokens once and returns the tokens per second.
   *
   * @throws IllegalArgumentException if that is more than fits in the context
   */
  @Override
  public double promptTokensPerSecond(int tokens) {
    return tokens / read(tokens);
  }

  /**
   * Writes that many tokens, one after the other, and returns the tokens per second.
   *
   * @throws IllegalArgumentException if that is more than fits in the context
   */
  @Override
  public double decodedTokensPerSecond(int tokens) {
    requireRoom(1, tokens);
    InferenceParameters request = request(prompt(1), tokens);
    long start = System.nanoTime();
    model.complete(request);
    return tokens / secondsSince(start);
  }

  /**
   * The likeliest continuation.
   *
   * @param prompt plain letters
   * @param barred tokens that must not be written
   * @return the text of the tokens, as {@link ByteVocabulary} has them
   */
  String continuation(String prompt, int tokens, Collection<Integer> barred) {
    requireRoom(prompt.length(), tokens);
    return model.complete(request(prompt, tokens).disableTokenIds(barred));
  }

  @Override
  public void close() {
    model.close();
  }

  /** Reads a new prompt; returns the seconds that it took. */
  private double read(int tokens) {
    requireRoom(tokens, 1);
    String prompt = prompt(tokens);
    int found = model.encode(prompt).length;
    if (found != tokens) {
      throw new IllegalStateException(
          String.format(
              "llama.cpp makes %d tokens of %d letters: its file must be one that GgufExport wrote",
              found, tokens));
    }
    InferenceParameters request = request(prompt, 1);
    long start = System.nanoTime();
    model.complete(request);
    return secondsSince(start);
  }

  private static void requireRoom(int read, int written) {
    if (read < 1 || written < 1 || read + written > CONTEXT) {
      throw new IllegalArgumentException(
          String.format(
              "llama.cpp can't read %d tokens and write %d: it takes 1 to %d together",
              read, written, CONTEXT));
    }
  }

  private String prompt(int tokens) {
    StringBuilder letters = new StringBuilder(tokens);
    random.ints(tokens, 'a', 'z' + 1).forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** The likeliest token each time, chosen as cheaply as can be; the end of text is no end. */
  private static InferenceParameters request(String prompt, int tokens) {
    return new InferenceParameters(prompt)
        .setNPredict(tokens)
        .setCachePrompt(false)
        .setIgnoreEos(true)
        .setSamplers(Sampler.TOP_K)
        .setTopK(1);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
