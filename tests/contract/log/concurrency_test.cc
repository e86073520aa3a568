// Many threads at once; also run under ThreadSanitizer.
#include <set>
#include <thread>

#include "adapters.h"

namespace picket::contract {
namespace {

class LogContractConcurrency : public LogContract {};

TEST_P(LogContractConcurrency, GivesEveryRecordOneOffset) {
  constexpr int kThreads = 4;
  constexpr int kEach = 100;
  std::vector<std::vector<ports::Offset>> offsets(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t, &offsets] {
      for (int i = 0; i < kEach; ++i) {
        offsets[t].push_back(append(kEvents0, std::to_string(t) + ":" + std::to_string(i)));
      }
    });
  }
  ports::Offset next = 0;
  while (next < kThreads * kEach) {
    const auto records = log().read(kEvents0, next, 10, 1000, Deadline::never());
    ASSERT_TRUE(records);
    for (const ports::LogRecord& record : *records) EXPECT_EQ(record.offset, next++);
    ASSERT_TRUE(log().commit("g", kEvents0, {next, ""}));
    ASSERT_TRUE(log().offsets(kEvents0));
  }
  for (std::thread& thread : threads) thread.join();
  std::set<ports::Offset> all;
  for (std::size_t t = 0; t < kThreads; ++t) {
    for (std::size_t i = 0; i < kEach; ++i) {
      all.insert(offsets[t][i]);
      EXPECT_EQ(read(kEvents0, offsets[t][i], 1)->front().value,
                std::to_string(t) + ":" + std::to_string(i));
    }
  }
  EXPECT_EQ(all.size(), static_cast<std::size_t>(kThreads * kEach));
}

INSTANTIATE_TEST_SUITE_P(All, LogContractConcurrency, testing::ValuesIn(log_adapters()),
                         adapter_name);

}  // namespace
}  // namespace picket::contract
