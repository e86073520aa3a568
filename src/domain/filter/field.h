// Fields of events by the names that conditions use for them.
// Source: shared spec "ingest", section 4.11 (relay's getters of events).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/json.hpp>

namespace picket::domain::filter {

/// Absent, text (a view into the document), or a plain value.
using FieldValue =
    std::variant<std::monostate, std::string_view, bool, std::int64_t, std::uint64_t, double>;

/// A name, looked up once. Immutable; any thread.
class Field {
 public:
  /// "event.release", "event.tags.server". A name that no event has reads as absent everywhere.
  static Field of_event(std::string_view name);
  /// Of one exception: "ty" and "value".
  static Field of_exception(std::string_view name);

  FieldValue read(const boost::json::object& subject) const;

 private:
  enum class Kind : std::uint8_t {
    absent,
    path,          ///< Members, one inside the other.
    text_path,     ///< The same; an empty text is none.
    tag,           ///< path_ is its key.
    header,        ///< path_ is its name.
    duration,      ///< Milliseconds of a transaction.
    release_part,  ///< path_ is "build", "package" or "version.short".
    error_type,    ///< Of the exception that an event is named after: the last.
  };

  Kind kind_ = Kind::absent;
  std::vector<std::string> path_;
};

/// The lists that `any` and `all` can look through. Only exceptions are one.
bool is_exception_list(std::string_view name) noexcept;

}  // namespace picket::domain::filter
