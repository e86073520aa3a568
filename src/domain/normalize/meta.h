// `_meta`: what happened to the values of an event, as a tree parallel to it.
// Source: shared spec "ingest", section 3.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "domain/normalize/path.h"

namespace picket::domain::normalize {

/// What `_meta.*.err` and the event's `errors` may name.
enum class ErrorKind : std::uint8_t {
  invalid_data,
  missing_attribute,
  invalid_attribute,
  value_too_long,
  clock_drift,
  past_timestamp,
  future_timestamp,
};

std::string_view to_string(ErrorKind kind) noexcept;

/// A rejected value is kept when its JSON is shorter than this.
inline constexpr std::size_t kMaxOriginalBytes = 500;
/// Levels of a fact; a deeper one is left out. An event of the greatest depth that can be read must
/// not become one that cannot by what is said about it.
inline constexpr std::size_t kMaxFactLevels = 64;
/// Errors of one event that are written down; the rest is counted. A hostile event of 1 MiB has
/// room for 150,000, each of which would take ten times its space.
inline constexpr std::size_t kMaxErrors = 250;

/// The tree of one event. Nodes are made when first written to; none is empty, and each is about a
/// value that the event has, so who removes a value forgets its node. A value whose key is the
/// empty string and what is inside have no nodes, as that key is taken, nor has what is deeper than
/// kMaxNamedLevels: it is said about the parent.
class Meta {
 public:
  explicit Meta(boost::json::storage_ptr storage) : tree_(std::move(storage)) {}

  /// Continues what an SDK or an earlier pass sent as `_meta` of `event`. What is malformed in it
  /// or about values that the event does not have is ignored.
  void load(boost::json::value sent, const boost::json::object& event);

  void error(const Path& path, ErrorKind kind, boost::json::object data = {});
  /// invalid_data with `{"reason": reason}`.
  void invalid(const Path& path, std::string_view reason);
  /// The value before it was changed or rejected; ignored when it is long or deep or one is there.
  void original(const Path& path, const boost::json::value& value);
  /// Characters or elements before a cut; ignored when one is there.
  void original_length(const Path& path, std::size_t length);
  /// The text of `length` characters was cut behind its first `kept` bytes and has dots there now.
  void cut_text(const Path& path, std::size_t length, std::size_t kept);

  /// A rule did something to the text; `range` is where its result is.
  void remark(const Path& path, std::string_view rule, std::string_view type,
              std::optional<std::pair<std::size_t, std::size_t>> range);

  /// The remarks about a text; null when there are none.
  const boost::json::array* remarks(const Path& path) const;
  /// Instead of those that were there.
  void set_remarks(const Path& path, boost::json::array remarks);
  /// Those of one text are those of another, too, which is `offset` bytes further on in it.
  void copy_remarks(const Path& from, const Path& to, std::size_t offset);
  /// What original() kept; null when nothing. Not for long: it moves when anything is noted.
  boost::json::value* kept_original(const Path& path);
  void forget_original(const Path& path);

  bool empty() const noexcept { return tree_.empty(); }
  /// Something is known about the value itself.
  bool has(const Path& path) const;
  /// About the value or anything inside.
  bool has_any(const Path& path) const;
  void forget(const Path& path);
  /// The value has no inside any more.
  void forget_inside(const Path& path);
  /// The value and all inside it are elsewhere now; replaces what was known there.
  void move(const Path& from, const Path& to);
  /// Like move, in two parts: between them other values can move.
  boost::json::object extract(const Path& path);
  void put(const Path& path, boost::json::object known);

  std::size_t suppressed_errors() const noexcept { return suppressed_; }
  const boost::json::object& tree() const noexcept { return tree_; }
  /// The facts about each value in the order of the spec: rem, err, len, val.
  boost::json::object take() &&;

 private:
  boost::json::object& node(const Path& path);
  boost::json::object& own(const Path& path);
  const boost::json::object* find(const Path& path) const;
  void remove(const Path& path);
  void forget_fact(const Path& path, std::string_view fact);

  boost::json::object tree_;
  std::size_t errors_ = 0;
  std::size_t suppressed_ = 0;
};

}  // namespace picket::domain::normalize
