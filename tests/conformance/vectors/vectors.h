// The shared vectors spec/data/relay/*.jsonl: what relay answered to which input. They lie beside
// the repository; without them a test skips and says so.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace picket::conformance {

namespace json = boost::json;

/// One object a line; nullopt when the file is not there.
inline std::optional<std::vector<json::object>> read_vectors(std::string_view name) {
  std::ifstream file(std::string(PICKET_SHARED_DIR) + "/spec/data/relay/" + std::string(name));
  if (!file) return std::nullopt;
  std::vector<json::object> vectors;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) vectors.push_back(json::parse(line).as_object());
  }
  return vectors;
}

inline std::string text(const json::object& vector, std::string_view key) {
  return std::string(vector.at(key).as_string());
}

/// Numbers that are the same number are equal: 1 and 1.0.
inline json::value comparable(json::value value) {
  if (value.is_number()) return value.to_number<double>();
  if (json::array* list = value.if_array()) {
    for (json::value& element : *list) element = comparable(std::move(element));
  } else if (json::object* object = value.if_object()) {
    for (json::key_value_pair& member : *object) {
      member.value() = comparable(std::move(member.value()));
    }
  }
  return value;
}

inline void expect_same(const json::value& got, const json::value& want, const std::string& name) {
  EXPECT_EQ(comparable(got), comparable(want))
      << name << "\n got: " << json::serialize(got) << "\nwant: " << json::serialize(want);
}

}  // namespace picket::conformance

/// Skips the test, loudly, when the vectors are not there; declares `NAME` otherwise.
#define PICKET_VECTORS_OR_SKIP(NAME, FILE)                                                \
  const auto NAME##_read = picket::conformance::read_vectors(FILE);                       \
  if (!NAME##_read) GTEST_SKIP() << "no vectors " << FILE << " below " PICKET_SHARED_DIR; \
  const auto& NAME = *NAME##_read
