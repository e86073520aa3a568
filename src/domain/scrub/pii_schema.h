// Which attributes of an event may hold something personal: the pii flags.
// Source: shared spec "ingest", section 4.6.1. Apart from the tables of normalization, as it knows
// more: types that selectors name, and attributes that nobody normalizes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "domain/scrub/place.h"
#include "domain/scrub/value_type.h"

namespace picket::domain::scrub {

struct PiiSchema;

enum class Form : std::uint8_t {
  free,         ///< Whatever JSON there is; what is inside has the flag of the whole.
  pairs,        ///< An array of names with values, which have the flag of the whole.
  native_path,  ///< A path in a file system, whose last part stays.
  object,       ///< By its schema.
  list,         ///< Objects by one schema.
  values,       ///< {"values": list}.
  contexts,     ///< Objects, each by the schema of its type.
  rejected,     ///< What was elsewhere, under the last key of the `name` beside it.
};

struct PiiField {
  std::string_view name;
  Pii pii = Pii::no;
  Form form = Form::free;
  const PiiSchema* schema = nullptr;
};

constexpr PiiField no(std::string_view name) {
  return {.name = name};
}
constexpr PiiField maybe(std::string_view name, Form form = Form::free) {
  return {.name = name, .pii = Pii::maybe, .form = form};
}
constexpr PiiField yes(std::string_view name, Form form = Form::free) {
  return {.name = name, .pii = Pii::yes, .form = form};
}
constexpr PiiField nested(std::string_view name, const PiiSchema& schema,
                          Form form = Form::object) {
  return {.name = name, .form = form, .schema = &schema};
}

/// Fields with an index by name, made at compile time. Refers to the array it is made from.
struct PiiSchema {
  static constexpr std::size_t kSlots = 128;

  template <std::size_t N>
  constexpr PiiSchema(TypeSet set, Pii others, const std::array<PiiField, N>& list)
      : types(set), unknown(others), fields(list) {
    static_assert(N <= kSlots / 2, "half full at most, so that a search ends soon");
    for (std::size_t i = 0; i < N; ++i) {
      std::size_t slot = hash(list[i].name);
      while (slots[slot] != 0) slot = (slot + 1) % kSlots;
      slots[slot] = static_cast<std::uint8_t>(i + 1);
    }
  }

  const PiiField* find(std::string_view name) const noexcept {
    for (std::size_t slot = hash(name); slots[slot] != 0; slot = (slot + 1) % kSlots) {
      const PiiField& field = fields[slots[slot] - 1U];
      if (field.name == name) return &field;
    }
    return nullptr;
  }

  static constexpr std::size_t hash(std::string_view name) noexcept {
    if (name.empty()) return 0;
    const auto at = [name](std::size_t i) { return static_cast<unsigned char>(name[i]); };
    return (name.size() * 9 + at(0) * 5U + at(name.size() / 2) * 31U + at(name.size() - 1)) %
           kSlots;
  }

  TypeSet types;  ///< What selectors may call the object.
  Pii unknown;    ///< Of names that are not here.
  std::span<const PiiField> fields;
  std::array<std::uint8_t, kSlots> slots{};  ///< Position in `fields` and one; 0: free.
};

extern const PiiSchema kEventPii;
extern const PiiSchema kBreadcrumbPii;
extern const PiiSchema kUserPii;
extern const PiiSchema kSpansPii;  ///< `{"items": [span, ...]}`.
extern const PiiSchema kErrorPii;  ///< An entry of `errors`.

/// By `type`; null for one that nobody knows, all of which may be personal.
const PiiSchema* find_context_pii(std::string_view type) noexcept;

}  // namespace picket::domain::scrub
