// How the attributes of an event are described: a table per object, looked up by key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <boost/json.hpp>

namespace picket::domain::normalize {

class Path;
class Shaper;
struct Schema;

enum class Kind : std::uint8_t {
  any,             ///< Whatever JSON there is.
  free_object,     ///< An object with any keys.
  string,          ///< Only a string.
  lenient_string,  ///< Also a boolean or a number.
  json_string,     ///< Anything else as its JSON text.
  boolean,
  unsigned_integer,
  integer,  ///< Of 64 bits with a sign.
  number,
  timestamp,  ///< RFC 3339 or Unix seconds; becomes seconds as a number.
  level,
  event_id,
  trace_id,
  span_id,
  address,  ///< "0x1f", "31" or 31; becomes "0x1f".
  ip,
  thread_id,  ///< Unsigned number or string.
  status,     ///< Of a span: its name, or gRPC's number for it.
  uuid,       ///< With hyphens, in lower case.
  debug_id,   ///< A UUID and, behind a hyphen, an age that is not zero.
  code_id,    ///< Hex digits in lower case.
  unit,       ///< Of a measurement.
  strings,    ///< Array of strings.
  object,     ///< By its schema.
  list,       ///< Array of objects, null elements stay.
  values,     ///< An array, one object alone or {"values": [...]}; becomes the last of these.
};

/// What a key that the schema does not have turns into.
enum class Unknown : std::uint8_t { drop, keep, report };

/// Takes a form that SDKs also send to the one that the field's kind expects.
using Convert = void (*)(boost::json::value& value, const Path& path, Shaper& shaper);

struct Field {
  enum Flag : std::uint8_t {
    kRequired = 1,
    kNotEmpty = 2,      ///< An empty string is deleted with an error.
    kTrim = 4,          ///< White space around a string goes.
    kNoNewline = 8,     ///< A string with CR or LF is deleted with an error.
    kNoSpace = 16,      ///< Likewise for blanks, tabs and newlines.
    kKeepEmpty = 32,    ///< An empty container stays.
    kOriginChars = 64,  ///< Any but letters, digits, '_' and '.' likewise.
    kPairs = 128        ///< A list of [name, value].
  };

  std::string_view name;
  Kind kind = Kind::any;
  std::uint8_t flags = 0;
  std::uint8_t depth = 0;       ///< With `bytes`: levels of a free-form value; 0: no budget.
  std::uint32_t chars = 0;      ///< A longer string is cut to this many; 0: no limit.
  std::uint32_t allowance = 0;  ///< Unless it is longer by no more than this.
  std::uint32_t bytes = 0;      ///< Size of a free-form value.
  const Schema* schema = nullptr;
  Convert convert = nullptr;
  std::string_view alias_of{};  ///< Legacy name of another field; nothing else is set then.

  constexpr Field with(Flag flag) const {
    Field field = *this;
    field.flags = static_cast<std::uint8_t>(field.flags | flag);
    return field;
  }
  constexpr Field from(Convert conversion) const {
    Field field = *this;
    field.convert = conversion;
    return field;
  }
  constexpr bool is(Flag flag) const noexcept { return (flags & flag) != 0; }
  /// The trimming pass has something to do.
  constexpr bool trims() const noexcept { return chars != 0 || depth != 0 || schema != nullptr; }
};

constexpr Field field(std::string_view name, Kind kind) {
  return {.name = name, .kind = kind};
}
constexpr Field text(std::string_view name, std::uint32_t chars, std::uint32_t allowance = 0,
                     Kind kind = Kind::string) {
  return {.name = name, .kind = kind, .chars = chars, .allowance = allowance};
}
constexpr Field budget(std::string_view name, std::uint8_t depth, std::uint32_t bytes,
                       Kind kind = Kind::free_object) {
  return {.name = name, .kind = kind, .depth = depth, .bytes = bytes};
}
constexpr Field nested(std::string_view name, const Schema& schema, Kind kind = Kind::object) {
  return {.name = name, .kind = kind, .schema = &schema};
}
constexpr Field alias(std::string_view name, std::string_view of) {
  return {.name = name, .alias_of = of};
}

/// Fields with an index by key, built at compile time. Refers to the array it is made from.
struct Schema {
  static constexpr std::size_t kSlots = 128;
  static constexpr std::uint8_t kFree = 0xFF;

  template <std::size_t N>
  constexpr Schema(const std::array<Field, N>& list, Unknown policy)
      : fields(list), unknown(policy) {
    static_assert(N <= kSlots / 2, "half full at most, so that a search ends soon");
    slots.fill(kFree);
    for (std::size_t i = 0; i < N; ++i) {
      std::size_t slot = hash(list[i].name);
      while (slots[slot] != kFree) slot = (slot + 1) % kSlots;
      slots[slot] = static_cast<std::uint8_t>(i);
      if (list[i].is(Field::kRequired)) has_required = true;
    }
  }

  const Field* find(std::string_view key) const noexcept {
    for (std::size_t slot = hash(key); slots[slot] != kFree; slot = (slot + 1) % kSlots) {
      const Field& candidate = fields[slots[slot]];
      if (candidate.name == key) return &candidate;
    }
    return nullptr;
  }

  static constexpr std::size_t hash(std::string_view key) noexcept {
    if (key.empty()) return 0;
    const auto at = [key](std::size_t i) { return static_cast<unsigned char>(key[i]); };
    return (key.size() * 9 + at(0) * 5U + at(key.size() / 2) * 31U + at(key.size() - 1)) % kSlots;
  }

  std::span<const Field> fields;
  Unknown unknown;
  bool has_required = false;
  std::array<std::uint8_t, kSlots> slots{};
};

}  // namespace picket::domain::normalize
