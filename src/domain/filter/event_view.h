// What filters look at in an event's document.
#pragma once

#include <string_view>

#include <boost/json.hpp>

namespace picket::domain::filter {

/// Views into a document, normalized or not: what has the wrong type counts as absent. Does not
/// own; copies are free.
class EventView {
 public:
  explicit EventView(const boost::json::object& event) : event_(&event) {}

  const boost::json::object& document() const noexcept { return *event_; }

  std::string_view type() const noexcept;
  std::string_view release() const noexcept;
  /// Empty unless the event is a transaction.
  std::string_view transaction() const noexcept;
  /// As it is read: formatted, else with its placeholders. Empty when there is none.
  std::string_view message() const noexcept;
  std::string_view user_address() const noexcept;
  std::string_view url() const noexcept;
  /// A header of the request that the event is about; names in any case, the first one counts.
  std::string_view header(std::string_view name) const noexcept;
  std::string_view user_agent() const noexcept { return header("User-Agent"); }

  /// Null when there are none. Elements may be anything.
  const boost::json::array* exceptions() const noexcept;
  /// The report of an event of type csp, else null.
  const boost::json::object* csp() const noexcept;

 private:
  const boost::json::object* event_;
};

}  // namespace picket::domain::filter
