// The topics of the log and how many partitions each has.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "app/config/settings.h"
#include "protocol/topics.h"

namespace picket::app {

/// Events by the configuration; of counts, and of the items besides events, one lane takes any
/// number.
inline std::map<std::string, std::uint32_t> topics_of(const Settings& settings) {
  std::map<std::string, std::uint32_t> topics{
      {std::string(protocol::kTopicIngestEvents), static_cast<std::uint32_t>(settings.partitions)},
      {std::string(protocol::kTopicOutcomes), 1}};
  for (const std::string_view topic : protocol::kItemTopics) topics.emplace(topic, 1);
  return topics;
}

}  // namespace picket::app
