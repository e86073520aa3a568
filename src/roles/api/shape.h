// How the JSON of requests and answers looks, as data: written beside what reads and writes it, and
// turned into the schemas of the description of the API (openapi.h).
// Source: OpenAPI 3.1, section 4.8.24, and the part of JSON Schema 2020-12 that is needed here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace picket::domain {
struct Setting;  // domain/project/settings.h
}

namespace picket::api {

struct ObjectShape;

enum class ShapeKind : std::uint8_t {
  nothing,  ///< No body at all.
  null,     ///< What Picket has nothing to say to.
  any,      ///< Whatever an application sent or a store kept.
  text,
  date,  ///< ISO 8601 in UTC, with Z.
  flag,
  integer,
  number,
  object,  ///< `object`.
  list,    ///< Of `object`, else of the one part.
  map,     ///< From any name to `object`, else to the one part.
  tuple,   ///< The parts, one after the other.
  either,  ///< One of the parts.
};

/// A value type for tables that live as long as the program: it points into them.
struct Shape {
  ShapeKind kind = ShapeKind::nothing;
  bool nullable = false;
  const ObjectShape* object = nullptr;
  const Shape* first_part = nullptr;
  std::size_t part_count = 0;
  std::span<const std::string_view> words{};  ///< All that a text or integer may say; empty: any.
  std::int64_t least = 0;                     ///< Of an integer.
  std::int64_t most = 0;  ///< Of an integer, in characters or in elements; 0: no limit is said.

  constexpr Shape() = default;
  constexpr explicit Shape(ShapeKind of) : kind(of) {}
  /// An object by its name.
  constexpr Shape(const ObjectShape& of)  // NOLINT(google-explicit-constructor): reads as a word.
      : kind(ShapeKind::object), object(&of) {}

  std::span<const Shape> parts() const noexcept { return {first_part, part_count}; }

  constexpr Shape or_null() const {
    Shape shape = *this;
    shape.nullable = true;
    return shape;
  }
  constexpr Shape up_to(std::int64_t limit) const {
    Shape shape = *this;
    shape.most = limit;
    return shape;
  }
  constexpr Shape from_to(std::int64_t low, std::int64_t high) const {
    Shape shape = up_to(high);
    shape.least = low;
    return shape;
  }
};

enum class Presence : std::uint8_t {
  always,
  optional,
  refused,  ///< Of a body: read only to be refused by its name, so not described.
};

struct Member {
  std::string_view name;
  Shape shape;
  Presence presence = Presence::always;
};

using SettingTable = std::span<const domain::Setting> (*)() noexcept;

/// An object that the description knows by a name of its own.
struct ObjectShape {
  std::string_view name;
  std::span<const Member> members{};
  const ObjectShape* base = nullptr;  ///< What it has besides; of one level or more.
  SettingTable settings = nullptr;    ///< What it has besides, by the names of a table.
  Presence of_settings = Presence::always;
  bool open = false;     ///< Other members come from outside.
  bool partial = false;  ///< Of `base` every member may be missing.
};

inline constexpr Shape kAny{ShapeKind::any};
inline constexpr Shape kText{ShapeKind::text};
inline constexpr Shape kDate{ShapeKind::date};
inline constexpr Shape kFlag{ShapeKind::flag};
inline constexpr Shape kInteger{ShapeKind::integer};
inline constexpr Shape kNumber{ShapeKind::number};
inline constexpr Shape kNull{ShapeKind::null};

constexpr Shape list_of(const ObjectShape& of) {
  Shape shape(of);
  shape.kind = ShapeKind::list;
  return shape;
}
/// `of` is one shape that stays.
constexpr Shape list_of(const Shape& of) {
  Shape shape(ShapeKind::list);
  shape.first_part = &of;
  shape.part_count = 1;
  return shape;
}
constexpr Shape map_of(const Shape& of) {
  Shape shape(ShapeKind::map);
  shape.first_part = &of;
  shape.part_count = 1;
  return shape;
}
template <std::size_t N>
constexpr Shape either_of(const Shape (&parts)[N]) {
  Shape shape(ShapeKind::either);
  shape.first_part = parts;
  shape.part_count = N;
  return shape;
}
template <std::size_t N>
constexpr Shape tuple_of(const Shape (&parts)[N]) {
  Shape shape(ShapeKind::tuple);
  shape.first_part = parts;
  shape.part_count = N;
  return shape;
}
template <std::size_t N>
constexpr Shape one_of(const std::string_view (&words)[N]) {
  Shape shape = kText;
  shape.words = words;
  return shape;
}

inline constexpr Shape kTexts = list_of(kText);
inline constexpr Shape kAnyList = list_of(kAny);
/// An object with whatever names.
inline constexpr Shape kAnyObject = map_of(kAny);

inline constexpr Shape kPoint[] = {kInteger, kInteger};
inline constexpr Shape kPointShape = tuple_of(kPoint);
/// [epoch seconds, count] of each bucket, in order.
inline constexpr Shape kSeries = list_of(kPointShape);

}  // namespace picket::api
