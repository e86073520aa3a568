// Title and metadata of events that are no errors and no messages: reports of browsers,
// transactions, feedback. Source: shared spec "issues", section 8.1.
#pragma once

#include <optional>
#include <string>

#include <boost/json.hpp>

namespace picket::domain {

struct OtherFacts {
  std::string title;
  boost::json::object metadata;
};

/// By the event's `type`; nullopt for errors, messages and unknown types.
std::optional<OtherFacts> other_facts(const boost::json::object& event);

}  // namespace picket::domain
