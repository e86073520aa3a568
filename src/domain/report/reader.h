// Reader: the members of one report, by their types. What is wrong anywhere makes the report
// invalid, so callers ask once, at the end.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace picket::domain::report {

/// Moves members that are there and not null into an event, under the names that events have. The
/// report outlives it.
class Reader {
 public:
  Reader(boost::json::object& report, boost::json::object& out) : report_(report), out_(out) {}

  /// Each takes the member from the report; the first of `names` that it has counts. False when
  /// there is none.
  bool text(std::string_view as, std::initializer_list<std::string_view> names);
  bool texts(std::string_view as, std::initializer_list<std::string_view> names);
  /// "443" and 443; becomes a number.
  bool unsigned_or_digits(std::string_view as, std::initializer_list<std::string_view> names);
  bool integer(std::string_view as, std::initializer_list<std::string_view> names);
  bool boolean(std::string_view as, std::initializer_list<std::string_view> names);
  /// RFC 3339; becomes "2014-04-06T13:00:50+00:00".
  bool date(std::string_view as, std::initializer_list<std::string_view> names);
  /// A text that is one of `values`.
  bool choice(std::string_view as, std::initializer_list<std::string_view> names,
              std::initializer_list<std::string_view> values);
  /// Any value.
  bool any(std::string_view as, std::initializer_list<std::string_view> names);

  /// Members that nobody asked for go as they are.
  void rest();
  void require(bool has) noexcept { valid_ = valid_ && has; }
  bool valid() const noexcept { return valid_; }

 private:
  /// Null when there is none; the member is out of the report then.
  bool take(std::initializer_list<std::string_view> names, boost::json::value& value);
  bool put(std::string_view as, boost::json::value value, bool right);

  boost::json::object& report_;
  boost::json::object& out_;
  bool valid_ = true;
};

}  // namespace picket::domain::report
