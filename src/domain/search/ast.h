// A search with its meaning: filters joined by AND and OR.
// Source: shared spec "search", section 2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "domain/search/error.h"
#include "domain/search/operators.h"
#include "domain/search/text_pattern.h"
#include "domain/search/values.h"

namespace picket::domain::search {

enum class KeyScope : std::uint8_t {
  field,  ///< A field of issues or events, or a tag when there is no such field.
  tag,    ///< tags[…]: only a tag.
  flag,   ///< flags[…]: a feature flag.
};

/// What a key's values are.
enum class ValueType : std::uint8_t {
  text,
  version,  ///< A text that < and > compare as a release's version.
  number,
  duration,    ///< Milliseconds.
  size,        ///< Bytes.
  percentage,  ///< 0.05 for 5%.
  date,
  boolean,
  flag,   ///< A boolean of an issue that only `is:` sets.
  actor,  ///< Users and teams.
};

struct Key {
  KeyScope scope = KeyScope::field;
  std::string name;  ///< After aliases.
  ValueType type = ValueType::text;
  bool type_is_written = false;  ///< tags[name, number].
  bool any_element = false;      ///< name[*].

  friend bool operator==(const Key&, const Key&) = default;
};

/// A bound in time. `relative` says how it was written, when it was written as an age.
struct Date {
  Timestamp at;
  std::optional<RelativeDate> relative{};

  friend bool operator==(const Date&, const Date&) = default;
};

/// A pattern in RE2's syntax, not checked.
struct Regex {
  std::string pattern;

  friend bool operator==(const Regex&, const Regex&) = default;
};

/// Whom a key of an issue names. Who that is, the caller knows.
struct Actor {
  enum class Kind : std::uint8_t {
    nobody,
    me,
    my_teams,
    team,     ///< #slug
    user_id,  ///< user:7
    team_id,  ///< team:7
    named,    ///< An address or user name.
  };
  Kind kind = Kind::nobody;
  std::string name{};  ///< Slug, number or name.

  friend bool operator==(const Actor&, const Actor&) = default;
};

/// The newest release of the projects that are searched.
struct LatestRelease {
  friend bool operator==(const LatestRelease&, const LatestRelease&) = default;
};

using Value = std::variant<TextPattern, double, Date, bool, Regex, Actor, LatestRelease>;

struct Filter {
  Key key;
  Operator op = Operator::equal;
  std::vector<Value> values;  ///< One, but for IN and NOT IN, which have one or more.
  bool is_free_text = false;  ///< Words without a key: on the key `message`.
  /// How stars came to be at the ends of the values, for showing it.
  TextMatch match = TextMatch::as_written;
  Span at{};  ///< Where the query says so.

  friend bool operator==(const Filter&, const Filter&) = default;
};

/// A filter on groups of events: name(arguments).
struct Aggregate {
  std::string name;
  std::vector<std::string> arguments;
  ValueType type = ValueType::number;
  Operator op = Operator::equal;
  Value value;

  friend bool operator==(const Aggregate&, const Aggregate&) = default;
};

struct Expression;

/// All of the parts hold, or any. None of all: everything.
struct Group {
  bool any = false;
  std::vector<Expression> parts;

  friend bool operator==(const Group&, const Group&);
};

struct Expression {
  std::variant<Group, Filter, Aggregate> node;

  friend bool operator==(const Expression&, const Expression&) = default;
};

inline bool operator==(const Group& a, const Group& b) {
  return a.any == b.any && a.parts == b.parts;
}

struct Search {
  Group root;                    ///< All of its parts.
  bool has_connectives = false;  ///< AND, OR or parentheses are written.

  friend bool operator==(const Search&, const Search&) = default;
};

}  // namespace picket::domain::search
