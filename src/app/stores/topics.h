// The topics of the log and how many partitions each has.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "app/config/settings.h"
#include "protocol/topics.h"

namespace picket::app {

/// Events by the configuration; outcomes are counts, of which one lane takes any number.
inline std::map<std::string, std::uint32_t> topics_of(const Settings& settings) {
  return {
      {std::string(protocol::kTopicIngestEvents), static_cast<std::uint32_t>(settings.partitions)},
      {std::string(protocol::kTopicOutcomes), 1}};
}

}  // namespace picket::app
