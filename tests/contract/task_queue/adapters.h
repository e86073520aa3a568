// The adapters of task_queue that run the suite, and the fixture that opens one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/faulty/task_queue.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/clock.h"
#include "base/testkit/temp_dir.h"
#include "ports/task_queue.h"

namespace picket::contract {

/// A queue and what it stands on.
struct OpenTaskQueue {
  std::shared_ptr<void> backend;  ///< Destroyed last.
  std::unique_ptr<ports::TaskQueue> tasks;
};

struct TaskQueueAdapter {
  std::string name;
  bool persistent;
  /// Opens the queue that lives in `folder`, with room for `max_tasks` per queue.
  std::function<OpenTaskQueue(const std::string& folder, const Clock&, std::size_t max_tasks)> open;
};

inline OpenTaskQueue open_meta_sql_tasks(const std::string& path, const Clock& clock,
                                         std::size_t max_tasks) {
  adapters::MetaSqlOptions options;
  options.path = path;
  auto opened = adapters::MetaSql::open(options, clock);
  EXPECT_TRUE(opened);
  std::shared_ptr<adapters::MetaSql> db = *std::move(opened);
  EXPECT_TRUE(db->migrate());
  return {db, db->task_queue(max_tasks)};
}

/// A decorator that injects nothing but delays, which take no time here, must change nothing.
class HarmlessTaskQueueDecorator final : public adapters::FaultyTaskQueue {
 public:
  explicit HarmlessTaskQueueDecorator(std::unique_ptr<ports::TaskQueue> inner)
      : FaultyTaskQueue(*inner, plan_), inner_(std::move(inner)) {}

 private:
  const std::unique_ptr<ports::TaskQueue> inner_;
  adapters::FaultPlan plan_{1, {.delay = 500}, [](Duration) {}};
};

inline std::vector<TaskQueueAdapter> task_queue_adapters() {
  return {{"SqliteFile", true,
           [](const std::string& folder, const Clock& clock, std::size_t max_tasks) {
             return open_meta_sql_tasks(folder + "/meta.db", clock, max_tasks);
           }},
          {"SqliteMemory", false,
           [](const std::string&, const Clock& clock, std::size_t max_tasks) {
             return open_meta_sql_tasks("", clock, max_tasks);
           }},
          {"FaultySqliteMemory", false,
           [](const std::string&, const Clock& clock, std::size_t max_tasks) {
             OpenTaskQueue opened = open_meta_sql_tasks("", clock, max_tasks);
             opened.tasks = std::make_unique<HarmlessTaskQueueDecorator>(std::move(opened.tasks));
             return opened;
           }}};
}

inline std::vector<TaskQueueAdapter> persistent_task_queue_adapters() {
  auto adapters = task_queue_adapters();
  std::erase_if(adapters, [](const TaskQueueAdapter& adapter) { return !adapter.persistent; });
  return adapters;
}

inline std::string adapter_name(const testing::TestParamInfo<TaskQueueAdapter>& adapter) {
  return adapter.param.name;
}

class TaskQueueContract : public testing::TestWithParam<TaskQueueAdapter> {
 protected:
  static constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
  static constexpr std::size_t kMaxTasks = 50;

  TaskQueueContract() { open(); }
  ~TaskQueueContract() override { close(); }

  void open() {
    close();
    queue_ = GetParam().open(folder_.path(), clock_, kMaxTasks);
  }
  ports::TaskQueue& tasks() { return *queue_.tasks; }

  /// A task due now, or that much later.
  std::int64_t put(const std::string& payload, Duration later = Duration(0),
                   const std::string& key = "", const std::string& queue = "q") {
    const auto id = tasks().put({0, queue, payload, key, kNow + later, 0});
    EXPECT_TRUE(id) << id.error().detail;
    return *id;
  }
  std::optional<ports::Task> take(Duration later = Duration(0), const std::string& queue = "q") {
    const auto taken = tasks().take(queue, kNow + later, kLease);
    EXPECT_TRUE(taken) << taken.error().detail;
    return *taken;
  }
  /// The payload of take(), or "-" when nothing is due.
  std::string take_payload(Duration later = Duration(0)) {
    const auto taken = take(later);
    return taken ? taken->payload : "-";
  }

  static constexpr Duration kLease = std::chrono::seconds(30);

 private:
  void close() {
    queue_.tasks.reset();
    queue_.backend.reset();
  }

  ManualClock clock_{kNow};
  const testkit::TempDir folder_;
  OpenTaskQueue queue_;
};

}  // namespace picket::contract
