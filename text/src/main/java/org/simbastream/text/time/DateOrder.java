package org.simbastream.text.time;

import org.simbastream.annotation.Internal;

/** How a date of three numbers is read if the numbers alone do not tell, such as 11/12/2026. */
@Internal
public enum DateOrder {
  /** In the order that brings the time nearest to the reference. */
  NEAREST,
  /** 11/12/2026 is 11 December. */
  DAY_FIRST,
  /** 11/12/2026 is November 12. */
  MONTH_FIRST,
  /** 11/12/26 is 26 December 2011. */
  YEAR_FIRST
}
