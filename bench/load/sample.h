// The events that a run is made of: files that SDKs wrote.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"

namespace picket::load {

struct Sample {
  std::string name;  ///< Of the file.
  boost::json::object event;
  bool native = false;  ///< Of a compiled language without a runtime: they are a quarter of a mix.
  std::size_t bytes = 0;  ///< Of an event made from it, as compact JSON.
};

/// Every *.json of `folder`, or of its subfolder `events`, by name.
Result<std::vector<Sample>, std::string> read_samples(const std::filesystem::path& folder);

Sample make_sample(std::string name, boost::json::object event);

}  // namespace picket::load
