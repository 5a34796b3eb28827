package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import org.simbastream.records.RejectionReason;

/** Finds the token ids in a value of a token topic. */
final class TokenIds {

  /** The field of an object that holds them. */
  private static final String FIELD = "tokens";

  private TokenIds() {}

  /**
   * The token ids of an array, or of an object's field.
   *
   * @return (tokens), none of them negative; whether the model knows them is not checked here
   * @throws RejectedException if there is no array, or it holds something else
   */
  static int[] of(JsonNode value) throws RejectedException {
    JsonNode ids = value.isArray() ? value : value.path(FIELD);
    if (!ids.isArray()) {
      throw new RejectedException(
          RejectionReason.MALFORMED_TOKENS,
          "The JSON object has no array of token ids in the field '%s'.".formatted(FIELD));
    }
    int[] tokens = new int[ids.size()]; // (tokens)
    for (int i = 0; i < tokens.length; i++) {
      JsonNode id = ids.get(i);
      if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
        throw new RejectedException(
            RejectionReason.MALFORMED_TOKENS,
            "Token %d is %s; expected a whole number >= 0.".formatted(i, shortened(id.toString())));
      }
      tokens[i] = id.intValue();
    }
    return tokens;
  }

  private static String shortened(String json) {
    return json.length() <= 40 ? json : json.substring(0, 40) + "…";
  }
}
