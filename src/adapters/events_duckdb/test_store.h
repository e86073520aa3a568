// For this folder's tests: a store in a folder of its own, and a look behind its back.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "adapters/events_duckdb/event_store.h"
#include "base/fault_point.h"

namespace picket::adapters {

class DuckdbStoreTest : public testing::Test {
 protected:
  DuckdbStoreTest() {
    std::string name = (std::filesystem::temp_directory_path() / "picket-duckdb-XXXXXX").string();
    options.directory = ::mkdtemp(name.data());
  }
  ~DuckdbStoreTest() override {
    EXPECT_TRUE(arm_fault_points(""));
    store.reset();
    std::filesystem::remove_all(options.directory);
  }

  Result<void> open() {
    store.reset();
    auto opened = DuckdbEventStore::open(options, obs::null_logger(), metrics);
    if (!opened) return unexpected(opened.error());
    store = std::move(*opened);
    return {};
  }

  /// Runs statements on the closed database.
  void behind_its_back(const std::string& sql) {
    store.reset();
    auto instance = duck::open_instance(options);
    ASSERT_TRUE(instance) << instance.error().error.detail;
    const auto done = duck::run(instance->writer, sql);
    ASSERT_TRUE(done) << done.error().error.detail;
  }

  static std::vector<domain::EventRow> rows(std::size_t count,
                                            Timestamp received = from_unix_us(1)) {
    std::vector<domain::EventRow> made(count);
    for (std::size_t i = 0; i < count; ++i) {
      made[i].project = ProjectId{1};
      made[i].event_id = EventId::random();  // Does not compress, as in life.
      made[i].timestamp = received;
      made[i].received = received;
    }
    return made;
  }

  std::uint64_t metric(const std::string& name) const {
    const std::string text = "\n" + metrics.prometheus_text();
    const std::size_t at = text.find("\n" + name + " ");
    return at == std::string::npos ? 0 : std::stoull(text.substr(at + name.size() + 2));
  }

  DuckdbEventStoreOptions options;
  obs::Registry metrics;
  std::unique_ptr<DuckdbEventStore> store;
  const ports::TopicPartition partition{"events", 0};
};

}  // namespace picket::adapters
