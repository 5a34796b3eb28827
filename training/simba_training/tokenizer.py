"""Byte-level byte-pair encoding: trains a vocabulary and writes a Hugging Face tokenizer.json."""
import collections
import functools
import heapq
import json
import re

END_OF_TEXT = "<|endoftext|>"
PATTERN = r" ?[A-Za-z]+| ?[0-9]{1,3}| ?[^\sA-Za-z0-9]+|\n|[^\S\n]+(?=\S)|[^\S\n]+|\s"


def _byte_alphabet():
    """GPT-2's printable character for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table, extra = {}, 0
    for byte in range(256):
        table[byte] = chr(byte) if byte in printable else chr(256 + extra)
        extra += byte not in printable
    return table


ALPHABET = _byte_alphabet()


def train(text, size):
    """Returns (vocabulary, merges); id 0 is END_OF_TEXT. Ties go to the pair that sorts first."""
    counts = collections.Counter(re.findall(PATTERN, text))
    words = [[ALPHABET[b] for b in word.encode()] for word in counts]
    frequency = list(counts.values())
    pairs, where = collections.Counter(), collections.defaultdict(set)
    for i, word in enumerate(words):
        for pair in zip(word, word[1:]):
            pairs[pair] += frequency[i]
            where[pair].add(i)
    heap = [(-count, pair) for pair, count in pairs.items()]
    heapq.heapify(heap)
    vocabulary, merges = [END_OF_TEXT, *sorted(ALPHABET.values())], []
    while len(vocabulary) < size and heap:
        count, pair = heapq.heappop(heap)
        if pairs[pair] != -count:  # outdated: put back with its present count
            if pairs[pair] > 0:
                heapq.heappush(heap, (-pairs[pair], pair))
            continue
        merges.append(pair)
        vocabulary.append("".join(pair))
        touched = set()
        for i in list(where[pair]):
            before = collections.Counter(zip(words[i], words[i][1:]))
            words[i] = _merged(words[i], pair)
            after = collections.Counter(zip(words[i], words[i][1:]))
            for other in set(before) | set(after):
                pairs[other] += (after[other] - before[other]) * frequency[i]
                (where[other].add if after[other] else where[other].discard)(i)
                touched.add(other)
        for other in touched:
            if pairs[other] > 0:
                heapq.heappush(heap, (-pairs[other], other))
    return vocabulary, merges


def _merged(parts, pair):
    out, i = [], 0
    while i < len(parts):
        if i + 1 < len(parts) and (parts[i], parts[i + 1]) == pair:
            out.append(parts[i] + parts[i + 1])
            i += 2
        else:
            out.append(parts[i])
            i += 1
    return out


class Encoder:
    """Text to ids, as Hugging Face's tokenizers do it with the file that `save` writes."""

    def __init__(self, vocabulary, merges):
        self.ids = {part: i for i, part in enumerate(vocabulary)}
        self.rank = {pair: i for i, pair in enumerate(merges)}
        self._word = functools.lru_cache(maxsize=1 << 18)(self._encode_word)

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as file:
            model = json.load(file)["model"]
        vocabulary = sorted(model["vocab"], key=model["vocab"].get)
        return cls(vocabulary, [tuple(merge.split(" ")) for merge in model["merges"]])

    def _encode_word(self, word):
        parts = [ALPHABET[b] for b in word.encode()]
        while len(parts) > 1:
            best = min(zip(parts, parts[1:]), key=lambda pair: self.rank.get(pair, 1 << 30))
            if best not in self.rank:
                break
            parts = _merged(parts, best)
        return [self.ids[part] for part in parts]

    def pieces(self):
        """The bytes of each token, None for END_OF_TEXT."""
        byte = {character: value for value, character in ALPHABET.items()}
        return [None if part == END_OF_TEXT else bytes(byte[c] for c in part) for part in sorted(self.ids, key=self.ids.get)]

    def encode(self, text):
        return [i for word in re.findall(PATTERN, text) for i in self._word(word)]


def save(vocabulary, merges, path):
    """Writes the tokenizer as Hugging Face's tokenizers read it."""
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    split = {"type": "Split", "pattern": {"Regex": PATTERN}, "behavior": "Isolated", "invert": False}
    special = dict.fromkeys(["single_word", "lstrip", "rstrip", "normalized"], False)
    model = {
        "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
        "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
        "vocab": {part: i for i, part in enumerate(vocabulary)},
        "merges": [" ".join(pair) for pair in merges],
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump({
            "version": "1.0", "truncation": None, "padding": None,
            "added_tokens": [{"id": 0, "content": END_OF_TEXT, "special": True, **special}],
            "normalizer": None,
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
            "post_processor": None, "decoder": byte_level, "model": model,
        }, file, ensure_ascii=False)
