package org.simbastream.scoring.summary;

import org.simbastream.annotation.Internal;

/**
 * The numbers of a gist.
 *
 * @param enough the number of content words from which the clause that they end in is a phrase's
 *     last one
 * @param maxWords the greatest number of words of a phrase
 * @param maxPhrases the greatest number of phrases
 * @param nearDuplicate the share of a phrase's words, contained in one phrase before it, from which
 *     it adds nothing
 */
@Internal
public record GistRules(int enough, int maxWords, int maxPhrases, double nearDuplicate) {

  /** Those of window summaries. */
  public static final GistRules USUAL = new GistRules(3, 8, 4, 0.7);
}
