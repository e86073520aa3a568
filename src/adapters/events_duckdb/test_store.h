// For this folder's tests: a store in a folder of its own, and a look behind its back.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "adapters/events_duckdb/event_store.h"
#include "base/fault_point.h"
#include "base/testkit/temp_dir.h"

namespace picket::adapters {

class DuckdbStoreTest : public testing::Test {
 protected:
  DuckdbStoreTest() { options.directory = dir_.path(); }
  ~DuckdbStoreTest() override {
    EXPECT_TRUE(arm_fault_points(""));
    store.reset();
  }

  Result<void> open() {
    store.reset();
    auto opened = DuckdbEventStore::open(options, logger_, metrics);
    if (!opened) return unexpected(opened.error());
    store = std::move(*opened);
    return {};
  }

  /// The store's process dies: what it had not checkpointed is in the WAL.
  void kill() {
    const std::filesystem::path left = options.directory.string() + ".left";
    std::filesystem::copy(options.directory, left);
    store.reset();
    std::filesystem::remove_all(options.directory);
    std::filesystem::rename(left, options.directory);
  }

  std::string read_wal() const {
    std::ifstream file(duck::wal_file(options), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write_wal(std::string_view bytes) const {
    std::ofstream(duck::wal_file(options), std::ios::binary | std::ios::trunc) << bytes;
  }

  /// All that the store wrote into the log.
  std::string logged() const {
    std::string text;
    std::rewind(log_file_.get());
    for (int c = std::fgetc(log_file_.get()); c != EOF; c = std::fgetc(log_file_.get())) {
      text.push_back(static_cast<char>(c));
    }
    return text;
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

  /// Sum over the stores that were opened one after the other.
  std::uint64_t metric(const std::string& name) const {
    const std::string text = "\n" + metrics.prometheus_text();
    const std::string line = "\n" + name + " ";
    std::uint64_t sum = 0;
    for (std::size_t at = text.find(line); at != std::string::npos; at = text.find(line, at + 1)) {
      sum += std::stoull(text.substr(at + line.size()));
    }
    return sum;
  }

  const testkit::TempDir dir_;
  DuckdbEventStoreOptions options;
  obs::Registry metrics;
  std::unique_ptr<DuckdbEventStore> store;
  const ports::TopicPartition partition{"events", 0};

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> log_file_{std::tmpfile()};
  obs::Logger logger_{::fileno(log_file_.get()), obs::LogLevel::info, obs::LogFormat::text};
};

}  // namespace picket::adapters
