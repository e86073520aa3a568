// Where a value is, as selectors see it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "domain/scrub/value_type.h"

namespace picket::domain::scrub {

/// Whether a value may hold something personal. Source: shared spec "ingest", section 4.6.1.
enum class Pii : std::uint8_t {
  no,     ///< No rule looks at it.
  maybe,  ///< Only rules whose selector means this value and few others.
  yes,
};

/// A chain on the stack, innermost first; the outermost is the document itself. A child refers to
/// its parent, which must outlive it, as must the key's text. For pairs of a name and a value the
/// name is the key, so this is not the value's place in `_meta`.
class Place {
 public:
  /// The document.
  explicit Place(TypeSet types, Pii pii = Pii::no) : types_(types), pii_(pii) {}
  Place(const Place& parent, std::string_view key, TypeSet types, Pii pii)
      : parent_(&parent), key_(key), depth_(parent.depth_ + 1), types_(types), pii_(pii) {}
  Place(const Place& parent, std::size_t index, TypeSet types, Pii pii)
      : parent_(&parent),
        index_(index),
        is_index_(true),
        depth_(parent.depth_ + 1),
        types_(types),
        pii_(pii) {}

  /// The same place with another value.
  Place with(TypeSet types) const {
    Place copy = *this;
    copy.types_ = types;
    return copy;
  }

  const Place* parent() const noexcept { return parent_; }
  /// Empty for the document and for elements of an array.
  std::string_view key() const noexcept { return key_; }
  bool has_key() const noexcept { return parent_ != nullptr && !is_index_; }
  bool has_index(std::size_t index) const noexcept { return is_index_ && index_ == index; }
  /// Keys and indexes that lead to it.
  std::size_t depth() const noexcept { return depth_; }
  TypeSet types() const noexcept { return types_; }
  Pii pii() const noexcept { return pii_; }

 private:
  const Place* parent_ = nullptr;
  std::string_view key_;
  std::size_t index_ = 0;
  bool is_index_ = false;
  std::uint32_t depth_ = 0;
  TypeSet types_;
  Pii pii_;
};

}  // namespace picket::domain::scrub
