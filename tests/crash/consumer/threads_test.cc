// The whole role on its own threads while events arrive and people look.
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "crash/consumer/world.h"
#include "roles/consumer/consumer.h"

namespace picket::crash {
namespace {

constexpr std::uint64_t kEventsEach = 150;
constexpr int kSenders = 3;

TEST(ConsumerThreads, CountEachEventOnceWhileOthersSendAndRead) {
  World world;
  const auto stores = world.plain();
  obs::Registry registry;
  engine::RunnerOptions options = options_for(50);
  options.idle_wait = std::chrono::milliseconds(5);
  consumer::Consumer consumer(stores, world.clock, obs::null_logger(), registry, options);
  consumer.start();
  ASSERT_TRUE(consumer.wait_recovered(Deadline::in(std::chrono::seconds(60))));

  std::vector<std::vector<Message>> messages(kSenders);
  std::atomic<bool> over{false};
  std::thread reader([&] {
    while (!over) {
      (void)world.rows();
      (void)world.issues();
      (void)registry.prometheus_text();
    }
  });
  std::vector<std::thread> senders;
  for (int sender = 0; sender < kSenders; ++sender) {
    senders.emplace_back([&, sender] {
      for (std::uint64_t n = 0; n < kEventsEach; ++n) {
        // Every tenth event is one that the sender before has sent too.
        const std::uint64_t owner = n % 10 == 9 ? 0 : static_cast<std::uint64_t>(sender);
        const Message message{{owner, n + 1}, static_cast<int>(n % 5)};
        world.deliver(message);
        messages[static_cast<std::size_t>(sender)].push_back(message);
      }
    });
  }
  for (auto& sender : senders) sender.join();
  const Deadline deadline = Deadline::in(std::chrono::seconds(120));
  while (!world.drained() && !deadline.over()) std::this_thread::yield();
  over = true;
  reader.join();
  ASSERT_TRUE(consumer.stop(Deadline::in(std::chrono::seconds(60))));
  for (const auto& of_sender : messages) {
    world.sent.insert(world.sent.end(), of_sender.begin(), of_sender.end());
  }
  world.check_everything_counted_once();
}

}  // namespace
}  // namespace picket::crash
