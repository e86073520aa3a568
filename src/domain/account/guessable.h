// Passwords that an attacker tries first, recognised by how they are built instead of from a list
// of millions: few pieces, each of them well known. After the idea of zxcvbn (Wheeler 2016), much
// smaller.
#pragma once

#include <string_view>

namespace picket::domain::account {

/// `text` is lower-case ASCII; a thousand characters take a few milliseconds. True when it repeats
/// one short unit, or falls into at most five pieces: a notorious word (also with @ for a, 0 for o
/// and the like), a run along the keyboard or the alphabet, a year, one character several times, or
/// any single character.
bool is_guessable(std::string_view text);

}  // namespace picket::domain::account
