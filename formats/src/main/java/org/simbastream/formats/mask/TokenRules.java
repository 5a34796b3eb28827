package org.simbastream.formats.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Secrets, by the name before them or by what issuers let them begin with. The expressions are
 * RE2's, which take time in proportion to the text; each is searched by itself, so that none keeps
 * a search for another one waiting.
 */
final class TokenRules {

  private static final String NAME =
      "(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|authorization|cookie|credentials?"
          + "|session[_-]?id|(?:api|access|private|secret|signing|account)[_-]?key)";

  private static final String QUOTE = "\\\\{0,2}[\"']";

  /** A value in quotes, which may hold spaces, or without any. */
  private static final String VALUE =
      ("(?:\\\\{0,2}\"([^\"\\\\\n<>]{1,256})\\\\{0,2}\"" + "|'([^'\\\\\n<>]{1,256})'")
          + ("|(?:" + QUOTE + ")?(?:(?:bearer|basic|digest|token)[ \t]{1,3})?")
          + "([^\\s\"'\\\\,;&<>(){}\\[\\]]+))";

  /** One of these stands in every name. */
  private static final List<String> IN_NAMES =
      List.of(
          "passw",
          "pwd",
          "passphrase",
          "secret",
          "token",
          "authorization",
          "cookie",
          "credential",
          "session",
          "key");

  private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "token");

  /** In the order in which they are applied. */
  static final List<MaskRule> ALL =
      List.of(
          new Expression(
              List.of("-----BEGIN "),
              "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]*"
                  + "(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?",
              any -> true),
          new Expression(List.of("://"), "://([^\\s/@:\"'<>]+:[^\\s/@\"'<>]+)@", any -> true),
          new Expression(
              IN_NAMES,
              "(?i)" + NAME + "(?:" + QUOTE + ")?[ \t]{0,3}[:=][ \t]{0,3}" + VALUE,
              value -> !SCHEMES.contains(value.toLowerCase(Locale.ROOT))),
          new Expression(
              List.of("bearer", "basic", "digest"),
              "(?i)\\b(?:bearer|basic|digest)[ \t]{1,3}([\\w.~+/=-]{8,})",
              TokenRules::looksDrawn),
          new Expression(
              List.of("eyJ"), "eyJ[\\w-]{5,}\\.[\\w-]{5,}(?:\\.[\\w-]*){0,3}", any -> true),
          new Expression(List.of("AKIA"), "\\bAKIA[A-Z0-9]{16}\\b", any -> true), // AWS
          new Expression(List.of("ASIA"), "\\bASIA[A-Z0-9]{16}\\b", any -> true),
          new Expression(List.of("AIza"), "\\bAIza[\\w-]{35}", any -> true), // Google
          new Expression(List.of("ya29."), "\\bya29\\.[\\w-]{10,}", any -> true),
          new Expression(List.of("gh"), "\\bgh[pousr]_[A-Za-z0-9]{20,}", any -> true), // GitHub
          new Expression(List.of("github_pat_"), "\\bgithub_pat_\\w{20,}", any -> true),
          new Expression(List.of("glpat-"), "\\bglpat-[\\w-]{20,}", any -> true), // GitLab
          new Expression(List.of("xox"), "\\bxox[a-z]-[\\w-]{10,}", any -> true), // Slack
          new Expression(List.of("xapp-"), "\\bxapp-[\\w-]{10,}", any -> true),
          new Expression(List.of("k_"), "\\b[spr]k_(?:live|test)_\\w{10,}", any -> true), // Stripe
          new Expression(List.of("sk-"), "\\bsk-[\\w-]{20,}", any -> true), // OpenAI, Anthropic
          new Expression(List.of("npm_"), "\\bnpm_[A-Za-z0-9]{36}", any -> true),
          new Expression(List.of("hvs."), "\\bhvs\\.[\\w-]{20,}", any -> true)); // Vault

  private TokenRules() {}

  /** Whether a word is no word of a language: it holds a digit, a sign, or capitals within. */
  private static boolean looksDrawn(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetter(c) && c != '-' && c != '.' || i > 0 && Character.isUpperCase(c)) {
        return true;
      }
    }
    return false;
  }

  /** What matches an expression: its group that took part, or all of it if it has none. */
  private static final class Expression implements MaskRule {

    private final List<String> words;
    private final Pattern pattern;
    private final Predicate<String> isSecret;

    /**
     * @param words one of them stands in every match, in whatever case
     * @param isSecret decides of what was found
     */
    Expression(List<String> words, String pattern, Predicate<String> isSecret) {
      this.words = words;
      this.pattern = Pattern.compile(pattern);
      this.isSecret = isSecret;
    }

    @Override
    public void find(String text, Found found) {
      if (!holdsOne(text)) {
        return;
      }
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        int group = group(matcher);
        if (isSecret.test(matcher.group(group))) {
          found.add(matcher.start(group), matcher.end(group));
        }
      }
    }

    /** Whether one of the words stands in a text: quicker than the expression. */
    private boolean holdsOne(String text) {
      for (String word : words) {
        char lower = word.charAt(0);
        char upper = Character.toUpperCase(lower);
        for (int at = 0; at < text.length(); at++) {
          char c = text.charAt(at);
          if ((c == lower || c == upper) && text.regionMatches(true, at, word, 0, word.length())) {
            return true;
          }
        }
      }
      return false;
    }

    private static int group(Matcher matcher) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        if (matcher.start(i) >= 0) {
          return i;
        }
      }
      return 0;
    }
  }
}
