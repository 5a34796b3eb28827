package org.simbastream.text.bpe;

import org.simbastream.annotation.Internal;

/** Regular expressions that divide texts. */
@Internal
public final class DivisionPatterns {

  /** The pattern by which this project's training divides texts. */
  public static final String OWN =
      " ?[A-Za-z]+| ?[0-9]{1,3}| ?[^\\sA-Za-z0-9]+|\\n|[^\\S\\n]+(?=\\S)|[^\\S\\n]+|\\s";

  private DivisionPatterns() {}
}
