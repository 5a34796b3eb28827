package org.simbastream.formats.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.formats.TextEncoding;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

class MaskerTest {

  private static final String SECRET = "0123456789abcdef";

  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

  /** What may stand in a hostile text: the pieces of everything that rules look for. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "@",
          ".",
          "b.c",
          "%40",
          "1",
          "4111",
          " ",
          "-",
          ":",
          "::",
          "10.0.0.1",
          "eyJ",
          "_",
          "\\",
          "\"",
          "'",
          "password=",
          "token:",
          "Bearer ",
          "://",
          "AKIA",
          "-----BEGIN PRIVATE KEY-----",
          "DE89",
          "<",
          ">",
          "\n",
          "ü",
          "sk-",
          "x");

  private final Masker all = new Masker(new Masks(EnumSet.allOf(Mask.class), null));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "from ann@shop.example: no|from <email>: no",
        "<Ann.B+spam@mail.shop.example.>|<<email>.>",
        "user=ann@shop.example,q=ann%40shop.example&x|user=<email>,q=<email>&x",
        "jörg@müller.example, ann@xn--mller-kva.example|<email>, <email>",
        "card 4111 1111 1111 1111, ok|card <card>, ok",
        "card=378282246310005 5555-5555-5555-4444|card=<card> <card>",
        "paid 12 4111111111111111 3530111333300000 6200000000000005|paid 12 <card> <card> <card>",
        "to DE89 3704 0044 0532 0130 00 and GB82WEST12345698765432.|to <iban> and <iban>.",
        "from 10.0.0.7:8080 to 192.168.0.1/24.|from <ip>:8080 to <ip>/24.",
        "Invalid user x from 10.0.0.7.|Invalid user x from <ip>.",
        "[fe80::1%eth0]:80, ::ffff:10.0.0.1, 2001:db8:0:0:0:0:0:1|[<ip>%eth0]:80, <ip>, <ip>",
        "\\n10.0.0.7 [31m10.0.0.8|\\n<ip> [31m<ip>",
        "login password=hunter2&user=x|login password=<token>&user=x",
        "{\"password\": \"two words\", \"a\": 1}|{\"password\": \"<token>\", \"a\": 1}",
        "{\\\"client_secret\\\":\\\"s3cret\\\"}|{\\\"client_secret\\\":\\\"<token>\\\"}",
        "Authorization: Bearer abcdef0123456789|Authorization: Bearer <token>",
        "curl -H 'Bearer abcdef0123456789'|curl -H 'Bearer <token>'",
        "jdbc:postgresql://app:pa55@db/x|jdbc:postgresql://<token>@db/x",
        "key AKIAIOSFODNN7EXAMPLE in ghp_0123456789abcdefghij0123456789abcdef|key <token> in"
            + " <token>",
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIE+/0=\\n-----END RSA PRIVATE KEY----- x|<token> x",
      })
  void masksWhatIsPersonal(String text, String masked) {
    assertThat(all.text(text)).isEqualTo(masked);
    assertThat(all.text("a: " + text + " b")).isEqualTo("a: " + masked + " b");
  }

  @Test
  void masksTokensByTheirForm() {
    assertThat(all.text("got " + JWT + ".")).startsWith("got <token>").doesNotContain("eyJ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-24 00:10:56,263 WARN  o.a.f.Task [] - Window.apply(a:b) 12:30:45.123",
        "started v1.2.3.4 of app-10.0.0.1.2 at 1764550000123 with 4111111111111112",
        "java.lang.Object@1b2c3d, Foo@cafe, user@host",
        "0.4111111111111111 4111 1111 1111 1112 id 7d9f8b6c-5000-4000-8000-000000000000",
        "DE00 3704 0044 0532 0130 00, ab::cd, std::cout, 10:00:00:00",
        "Basic authentication failed, 5 tokens left, max_tokens 12, Failed password for root",
        "at java.compiler@17.0.15/javax.tools.X, http://localhost:8080/a@b, https://example.org/x"
      })
  void leavesTheRest(String text) {
    assertThat(all.text(text)).isSameAs(text);
  }

  @Test
  void masksOnlyWhatItIsToldTo() {
    String text = "ann@shop.example from 10.0.0.7";
    assertThat(new Masker(Masks.of(Mask.EMAIL)).text(text)).isEqualTo("<email> from 10.0.0.7");
    assertThat(new Masker(Masks.of(Mask.IP)).text(text)).isEqualTo("ann@shop.example from <ip>");
    assertThat(new Masker(Masks.NONE).text(text)).isSameAs(text);
  }

  @Test
  void leavesMasksAsTheyAre() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(PIECES.get(random.nextInt(PIECES.size()))).append(" ");
      }
      text.append(random.nextBoolean() ? "ann@shop.example" : "10.0.0.7 token=\"a b\"");
      String once = all.text(text.toString());
      assertThat(all.text(once)).as(text.toString()).isEqualTo(once);
    }
  }

  /** Each is a moment; were a rule quadratic, it would take minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1",
        "1 ",
        "4111 ",
        "1.",
        "a.",
        "a@",
        "a@b.",
        "@",
        ":",
        "a:",
        "1:",
        "f:1:",
        "eyJ",
        "eyJ-AKIA0",
        "eyJaaaaa.",
        "password=\"",
        "password='a",
        "token:",
        "Bearer ",
        "://a",
        "://a:",
        "DE89",
        "DE89 ",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----AKIAIOSFODNN7EXAMPLE ",
        "sk-",
        "\\",
        "%40",
        "4111111111111111",
        "10.0.0.1 "
      })
  @Timeout(20)
  void takesTimeInProportionToTheText(String piece) {
    String text = piece.repeat((1 << 17) / piece.length());
    assertThat(all.text(text)).isNotNull();
    assertThat(all.text(text + "@")).isNotNull();
  }

  @Test
  void keepsMaskedKeysApartIfThereIsASecret() {
    Masker masker = new Masker(new Masks(EnumSet.allOf(Mask.class), SECRET));
    String ann = masker.key("mail/ann@shop.example");
    assertThat(ann).matches("mail/<email:[0-9a-f]{16}>");
    assertThat(masker.key("mail/ann@shop.example")).isEqualTo(ann);
    assertThat(masker.key("mail/bob@shop.example")).isNotEqualTo(ann);
    assertThat(masker.key("web")).isEqualTo("web");
    assertThat(new String(masker.kafkaKey("mail/ann@shop.example".getBytes(UTF_8)), UTF_8))
        .isEqualTo(ann);
    Masker other = new Masker(new Masks(EnumSet.allOf(Mask.class), SECRET + "0"));
    assertThat(other.key("mail/ann@shop.example")).isNotEqualTo(ann);
    assertThat(all.key("mail/ann@shop.example")).isEqualTo("mail/ann@shop.example");
    assertThat(new Masks(EnumSet.allOf(Mask.class), SECRET).toString()).doesNotContain(SECRET);
  }

  @Test
  void masksTheBytesOfRejectedValues() {
    byte[] malformed = concat(new byte[] {(byte) 0xff, 0}, "ä ann@shop.example é".getBytes(UTF_8));
    Rejection masked = rejection(malformed);
    assertThat(masked.head())
        .isEqualTo(concat(new byte[] {(byte) 0xff, 0}, "ä <email> é".getBytes(UTF_8)));
    assertThat(masked.length()).isEqualTo(malformed.length);
    assertThat(masked.complete()).isFalse();
    assertThat(masked.message()).isEqualTo("no <email>");

    byte[] utf16 = "from ann@shop.example on".getBytes(UTF_16LE);
    assertThat(rejection(utf16).head()).isEqualTo("from <email> on".getBytes(UTF_16LE));

    byte[] harmless = "no address \u00e4".getBytes(ISO_8859_1);
    assertThat(rejection(harmless).head()).isEqualTo(harmless);
    assertThat(rejection(harmless).complete()).isTrue();
  }

  @Test
  void keepsNoBytesOfWhatIsCompressed() {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};
    assertThat(rejection(gzip).head()).isEmpty();
    assertThat(rejection(gzip).complete()).isFalse();
    assertThat(rejection(gzip).length()).isEqualTo(7);
  }

  @Test
  void masksWhatTheEndOfTheKeptBytesWouldCut() {
    for (int before = Rejection.MAX_HEAD_BYTES - 20; before <= Rejection.MAX_HEAD_BYTES; before++) {
      String value = "x".repeat(before) + " ann@shop.example and more".repeat(500);
      byte[] head = rejection(value.getBytes(UTF_8)).head();
      assertThat(head.length).isLessThanOrEqualTo(Rejection.MAX_HEAD_BYTES);
      assertThat(new String(head, UTF_8)).doesNotContain("@").doesNotContain("ann");
    }
    byte[] shrinking = "ann.of.a.long.name@shop.example ".repeat(9_000).getBytes(UTF_8);
    assertThat(new String(rejection(shrinking).head(), UTF_8))
        .doesNotContain("ann")
        .hasSizeGreaterThan(9_000);
  }

  private Rejection rejection(byte[] value) {
    Rejection original =
        Rejection.ofRecord(RejectionReason.MALFORMED_JSON, "no ann@shop.example", null, value);
    return all.rejection(original, value, TextEncoding.DEFAULT.keepingBytes(value));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = new byte[a.length + b.length];
    System.arraycopy(a, 0, both, 0, a.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
