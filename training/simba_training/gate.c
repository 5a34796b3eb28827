// What a stream's own past expects of its next token, and which tokens came as surely expected.
//
// Whole numbers only, so that every implementation decides alike. The rules are told in gate.py;
// model/src/test/reference/gate_reference.py says the same in plain Python, and the tests compare both.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SOURCES 6      // contexts of 1, 2 and 4 tokens, the place, the place after its line before, the repeat
#define CONTEXTS 5     // the first five are looked up in one table
#define REPEAT 5
#define LEVELS 5       // none, disagrees, and three of agreement
#define MIN_BITS 10    // of the table
#define MAX_BITS 14
#define MIN_HISTORY (1 << 8)
#define MAX_HISTORY (1 << 13)
#define INDEX_SHARE 4
#define LEAST 6        // tokens by which a repeat is looked up
#define LONGEST 64     // tokens of a repeat that are counted
#define MAX_MISSES 8
#define SETTLED 16     // hits in a row after which a repeat's earlier misses no longer count
#define MAX_HITS 7
#define STARTS_WORD 1
#define HAS_DIGIT 2
#define LINE_FEED 4
#define LEAST_TRUST 64
#define MOST_TRUST 65500
#define RATE 5         // a trust moves by 1/32 of the way

typedef struct {
  uint32_t *slots; int slot_count, used;
  int32_t *history, *index; int history_count, read, next, length, misses;
  uint32_t line, after, word; int digit;
  uint16_t *trust;
} Memory;

static uint32_t spread(uint32_t h) {
  h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
  h = (h ^ (h >> 12)) * 0x297A2D39u;
  return h ^ (h >> 15);
}

static uint32_t chained(uint32_t h, uint32_t token) { return (h ^ token) * 0x01000193u + 0x7F4A7C15u; }

static uint32_t salted(uint32_t h, int source) { return spread(h + (uint32_t)source * 0x9E3779B1u); }

// ---- the table: a slot is token + 1 (16 bits), hits (3 bits), the hash's bits from MIN_BITS on (13 bits)

static uint32_t check(uint32_t hash) { return hash >> MIN_BITS & 0x1FFF; }

static uint32_t slot(uint32_t token, uint32_t hits, uint32_t checked) { return (token + 1) << 16 | hits << 13 | checked; }

static void grow_table(Memory *m) {
  uint32_t *larger = calloc(2 * m->slot_count, sizeof(uint32_t));
  for (int at = 0; at < m->slot_count; at++)
    if (m->slots[at]) {
      uint32_t hash = (m->slots[at] & 0x1FFF) << MIN_BITS | (at & ((1 << MIN_BITS) - 1));
      larger[hash & (2 * m->slot_count - 1)] = m->slots[at];
    }
  free(m->slots);
  m->slots = larger;
  m->slot_count *= 2;
}

static void learn_context(Memory *m, uint32_t hash, uint32_t token) {
  uint32_t *at = &m->slots[hash & (m->slot_count - 1)], now = *at, hits = now >> 13 & MAX_HITS;
  if (!now) {
    *at = slot(token, 0, check(hash));
    if (++m->used > m->slot_count / 2 && m->slot_count < 1 << MAX_BITS) grow_table(m);
  } else if ((now & 0x1FFF) != check(hash)) {
    *at = hits > 1 ? now - (1 << 13) : slot(token, 0, check(hash));
  } else if (now >> 16 == token + 1) {
    *at = hits < MAX_HITS ? now + (1 << 13) : now;
  } else {
    *at = hits < 1 ? slot(token, 0, check(hash)) : slot((now >> 16) - 1, hits / 2, check(hash));
  }
}

// ---- the longest repeat

static uint32_t place_in_index(Memory *m, int number) {
  uint32_t hash = 0;
  for (int ago = 1; ago <= LEAST; ago++) hash = chained(hash, m->history[(number - ago) & (m->history_count - 1)]);
  return spread(hash) & (m->history_count / INDEX_SHARE - 1);
}

static int known(Memory *m) { return m->read > m->history_count ? m->history_count : m->read; }

static void learn_repeat(Memory *m, int token) {
  if (m->length > 0 || m->misses > 0) {
    if (token == m->history[m->next & (m->history_count - 1)]) {
      m->length = m->length < LONGEST ? m->length + 1 : LONGEST;
      if (m->length >= SETTLED) m->misses = 0;
    } else {
      m->length = 0;
      m->misses = m->misses == MAX_MISSES ? 0 : m->misses + 1;
    }
    m->next++;
    if (m->read + 1 - m->next >= m->history_count) m->length = m->misses = 0;  // overwritten
  }
  if (m->read == m->history_count && m->history_count < MAX_HISTORY) {
    m->history = realloc(m->history, 2 * m->history_count * sizeof(int32_t));
    memset(m->history + m->history_count, 0, m->history_count * sizeof(int32_t));
    m->history_count *= 2;
    free(m->index);
    m->index = calloc(m->history_count / INDEX_SHARE, sizeof(int32_t));
    for (int number = LEAST; number <= m->read; number++) m->index[place_in_index(m, number)] = number;
  }
  m->history[m->read++ & (m->history_count - 1)] = token;
  if (known(m) < LEAST) return;
  int mask = m->history_count - 1;
  uint32_t at = place_in_index(m, m->read);
  int candidate = m->index[at], back = m->read - candidate;
  if (candidate && back > 0 && back < m->history_count && m->length < LONGEST) {
    int most = known(m) - back < LONGEST ? known(m) - back : LONGEST, same = 0;
    while (same < most && m->history[(candidate - 1 - same) & mask] == m->history[(m->read - 1 - same) & mask]) same++;
    if (same >= LEAST && same > m->length) {
      m->length = same;
      m->next = candidate;
      m->misses = 0;
    }
  }
  m->index[at] = m->read;
}

// ---- the place in the line

static void learn_place(Memory *m, uint32_t token, int kind) {
  uint32_t completed = m->digit ? 1 : m->word;
  if (kind & LINE_FEED) {
    m->after = chained(chained(m->line, completed), 99);
    m->line = m->word = 0;
    m->digit = 0;
    return;
  }
  if (kind & STARTS_WORD) {
    m->line = chained(m->line, completed);
    m->after = chained(m->after, completed);
    m->word = 0;
    m->digit = 0;
  }
  if (kind & HAS_DIGIT) {
    m->digit = 1;
    m->word |= 1;
  } else {
    m->word = chained(m->word, token + 5);
  }
}

// ---- all together

// A stream from its beginning. ids (n); kinds (vocabulary); first (5^5), the trust of a new stream, 16 bits.
// Out, what was known before each token: candidates (n, 6) or -1; levels (n, 6), 0 to 4; trust (n, 6), 0 where there
// is no candidate or a later source has the same; sure (n), the token that was surely expected, or -1; hits (5^5) and
// asked (5^5) are counted up, unless null.
void gate(int n, const int32_t *ids, const int32_t *kinds, const uint16_t *first, int threshold, int32_t *candidates,
          int32_t *levels, int32_t *trusts, int32_t *sure, int64_t *hits, int64_t *asked) {
  Memory m = {0};
  m.slots = calloc(m.slot_count = 1 << MIN_BITS, sizeof(uint32_t));
  m.history = calloc(m.history_count = MIN_HISTORY, sizeof(int32_t));
  m.index = calloc(MIN_HISTORY / INDEX_SHARE, sizeof(int32_t));
  m.trust = malloc(3125 * sizeof(uint16_t));
  memcpy(m.trust, first, 3125 * sizeof(uint16_t));
  for (int i = 0; i < n; i++) {
    int32_t *candidate = candidates + i * SOURCES, *level = levels + i * SOURCES, *trust = trusts + i * SOURCES;
    uint32_t hash[CONTEXTS], h = 0;
    int has[CONTEXTS] = {0, 0, 0, 1, 1}, mask = m.history_count - 1, signature[SOURCES];
    for (int ago = 1; ago <= 4 && ago <= known(&m); ago++) {
      h = chained(h, m.history[(m.read - ago) & mask]);
      int source = ago == 1 ? 0 : ago == 2 ? 1 : ago == 4 ? 2 : -1;
      if (source >= 0) hash[source] = salted(h, source), has[source] = 1;
    }
    hash[3] = salted(chained(m.line, m.word), 3);
    hash[4] = salted(chained(m.after, m.word), 4);
    for (int s = 0; s < CONTEXTS; s++) {
      uint32_t now = has[s] ? m.slots[hash[s] & (m.slot_count - 1)] : 0;
      int found = now && (now & 0x1FFF) == check(hash[s]), came = now >> 13 & MAX_HITS;
      candidate[s] = found ? (int)(now >> 16) - 1 : -1;
      level[s] = !found ? 0 : came < 2 ? 2 : came < 6 ? 3 : 4;
    }
    candidate[REPEAT] = m.length > 0 || m.misses > 0 ? m.history[m.next & mask] : -1;
    level[REPEAT] = candidate[REPEAT] < 0 ? 0 : m.misses == 0 ? (m.length < 8 ? 2 : m.length < 24 ? 3 : 4) : m.length >= 4 ? 3 : 2;
    int best = 0, expected = -1;
    trust[0] = 0;
    for (int s = SOURCES - 1; s > 0; s--) {
      trust[s] = 0;
      signature[s] = -1;
      if (candidate[s] < 0) continue;
      int same = 0, index = 0;
      for (int q = SOURCES - 1; q > s; q--) same |= candidate[q] == candidate[s];
      if (same) continue;
      for (int q = 1; q < SOURCES; q++)
        index = index * LEVELS + (candidate[q] < 0 ? 0 : candidate[q] == candidate[s] ? level[q] : 1);
      signature[s] = index;
      trust[s] = m.trust[index];
      if (trust[s] > best) best = trust[s], expected = candidate[s];
    }
    sure[i] = best >= threshold ? expected : -1;
    // what came
    for (int s = SOURCES - 1; s > 0; s--) {
      if (signature[s] < 0) continue;
      int now = m.trust[signature[s]], hit = candidate[s] == ids[i];
      now += hit ? (65535 - now) >> RATE : -(now >> RATE);
      m.trust[signature[s]] = now > MOST_TRUST ? MOST_TRUST : now < LEAST_TRUST ? LEAST_TRUST : now;
      if (asked) asked[signature[s]]++, hits[signature[s]] += hit;
    }
    for (int s = 0; s < CONTEXTS; s++)
      if (has[s]) learn_context(&m, hash[s], ids[i]);
    learn_repeat(&m, ids[i]);
    learn_place(&m, ids[i], kinds[ids[i]]);
  }
  free(m.slots), free(m.history), free(m.index), free(m.trust);
}
