// The adapters of event_store that run the suite, and the fixture that opens one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/events_duckdb/event_store.h"
#include "adapters/faulty/event_store.h"
#include "adapters/memory/event_store.h"
#include "base/testkit/temp_dir.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/event_store.h"

namespace picket::contract {

struct EventStoreAdapter {
  std::string name;
  bool persistent;  ///< What was appended is there when it is opened again.
  std::function<Result<std::unique_ptr<ports::EventStore>>(const std::string& folder)> open;
};

/// Small limits, so that a suite of small batches checkpoints often.
inline Result<std::unique_ptr<ports::EventStore>> open_duckdb(const std::string& folder) {
  // A metric outlives the store that counts in it.
  static obs::Registry metrics;
  adapters::DuckdbEventStoreOptions options;
  options.directory = folder + "/ev'ents\"; DROP";  // The name is hostile on purpose.
  options.checkpoint_bytes = 64_KiB;
  return adapters::DuckdbEventStore::open(options, obs::null_logger(), metrics)
      .map([](auto store) -> std::unique_ptr<ports::EventStore> { return store; });
}

/// A decorator that injects nothing must change nothing.
class HarmlessDecorator final : public adapters::FaultyEventStore {
 public:
  HarmlessDecorator() : FaultyEventStore(store_, plan_) {}

 private:
  adapters::MemoryEventStore store_;
  adapters::FaultPlan plan_{1};
};

inline std::vector<EventStoreAdapter> event_store_adapters() {
  return {
      {"Memory", false,
       [](const std::string&) -> Result<std::unique_ptr<ports::EventStore>> {
         return std::make_unique<adapters::MemoryEventStore>();
       }},
      {"FaultyMemory", false,
       [](const std::string&) -> Result<std::unique_ptr<ports::EventStore>> {
         return std::make_unique<HarmlessDecorator>();
       }},
      {"Duckdb", true, &open_duckdb},
  };
}

inline std::vector<EventStoreAdapter> persistent_event_store_adapters() {
  auto adapters = event_store_adapters();
  std::erase_if(adapters, [](const EventStoreAdapter& adapter) { return !adapter.persistent; });
  return adapters;
}

inline std::string adapter_name(const testing::TestParamInfo<EventStoreAdapter>& adapter) {
  return adapter.param.name;
}

/// An empty store in a folder of its own.
class EventStoreContract : public testing::TestWithParam<EventStoreAdapter> {
 protected:
  void SetUp() override { open(); }

  void open() {
    store_.reset();
    auto opened = GetParam().open(folder_.path());
    ASSERT_TRUE(opened) << opened.error().code << ": " << opened.error().detail;
    store_ = std::move(*opened);
  }

  ports::EventStore& store() { return *store_; }

  /// Appends as the next batch of partition 0.
  void append(std::vector<domain::EventRow> rows) {
    const auto appended = store_->append({"events", 0}, ++next_, rows);
    ASSERT_TRUE(appended) << appended.error().code << ": " << appended.error().detail;
  }

 private:
  const testkit::TempDir folder_;
  std::unique_ptr<ports::EventStore> store_;
  ports::Offset next_ = 0;
};

}  // namespace picket::contract
