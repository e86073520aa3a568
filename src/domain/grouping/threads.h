// Which of an event's threads it is about. Source: shared spec "grouping", section 9.5.
#pragma once

#include <cstddef>

#include <boost/json.hpp>

namespace picket::domain::grouping {

struct Threads {
  const boost::json::object* chosen = nullptr;  ///< Null when none stands out.
  std::size_t crashed = 0;
  std::size_t current = 0;
  std::size_t total = 0;
};

/// The only one that crashed, else the only current one, else the only one.
Threads choose_thread(const boost::json::array& values) noexcept;

}  // namespace picket::domain::grouping
