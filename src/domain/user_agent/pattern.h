// Pattern: one entry of uap-core's regexes.yaml, as generate_patterns.cc writes it into the
// program. Everything is an index or an offset, so that the tables stay in read-only pages.
#pragma once

#include <cstdint>
#include <span>

namespace picket::domain::user_agent {

struct Pattern {
  std::uint32_t expression;  ///< Offset into `text`.
  /// Offsets of what stands for family and versions, or for family, brand and model of a device;
  /// 0: a group of the expression does.
  std::uint32_t replacements[4];
  std::uint16_t first_need;  ///< Index into `needs`.
  std::uint8_t need_count;
  bool any_case;
};

/// A text that holds none of these atoms does not match.
struct Need {
  std::uint16_t first_atom;  ///< Index into `need_atoms`.
  std::uint16_t atom_count;
};

struct Patterns {
  const char* text;  ///< All strings, each with a NUL; the one at offset 0 is empty.
  std::span<const Pattern> browsers;
  std::span<const Pattern> systems;
  std::span<const Pattern> devices;
  std::span<const Need> needs;
  std::span<const std::uint16_t> need_atoms;  ///< Indexes into `atoms`.
  std::span<const std::uint32_t> atoms;       ///< Offsets of lower-case strings.
};

/// In the generated source.
extern const Patterns kPatterns;

}  // namespace picket::domain::user_agent
