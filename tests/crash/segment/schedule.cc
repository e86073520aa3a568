#include "schedule.h"

#include <atomic>

#include <fmt/format.h>

namespace picket::crash {
namespace {

using segment::testing::Operation;
using segment::testing::SimulatedDisk;

constexpr int kFirstLife = 14;
constexpr int kThirdLife = 3;

void lose(SimulatedDisk& disk, Loss loss, std::uint64_t seed) {
  switch (loss) {
    case Loss::process:
      return disk.kill_process();
    case Loss::power:
      return disk.lose_power();
    case Loss::power_partly:
      return disk.lose_power_partly(seed);
  }
}

/// Counts file operations, and ends the life before one of them.
class Outage {
 public:
  Outage(SimulatedDisk& disk, const Plan& plan) : disk_(disk), plan_(plan) {
    for (const Operation operation : segment::testing::kAllOperations) {
      disk.set_before(operation, [this] {
        if (++operations_ != plan_.outage_at) return;
        happened_ = true;
        lose(disk_, plan_.loss, plan_.seed * 1'000 + plan_.outage_at);
      });
    }
  }
  ~Outage() {
    for (const Operation operation : segment::testing::kAllOperations)
      disk_.set_before(operation, {});
  }
  Outage(const Outage&) = delete;
  Outage& operator=(const Outage&) = delete;

  bool happened() const { return happened_; }
  std::uint64_t operations() const { return operations_; }

 private:
  SimulatedDisk& disk_;
  const Plan plan_;
  // A store may have a thread of its own that does file operations.
  std::atomic<std::uint64_t> operations_ = 0;
  std::atomic<bool> happened_ = false;
};

/// One life without any trouble: it must open, hold what was promised and take everything.
void live(Subject& subject, SeededRandom& random, int steps) {
  subject.stop();
  if (const auto started = subject.start(); !started) {
    return subject.broke(fmt::format("does not open: {}", started.error().code));
  }
  if (!subject.check(true)) return subject.broke("cannot be read");
  for (int i = 0; i < steps; ++i) {
    if (!subject.step(random)) return subject.broke("refuses for no reason");
  }
}

}  // namespace

Report run(const MakeSubject& make, const Plan& plan, std::optional<segment::SyncReason> without) {
  SimulatedDisk disk;
  if (without) disk.ignore_sync(*without);
  const auto subject = make(disk);
  SeededRandom random(plan.seed);
  Report report;
  {
    const Outage outage(disk, plan);
    bool works = subject->start().has_value();
    for (int i = 0; i < kFirstLife && works; ++i) works = subject->step(random);
    if (!works && !outage.happened()) subject->broke("refuses for no reason");
    if (!outage.happened()) lose(disk, plan.loss, plan.seed);
    subject->stop();
    report.operations = outage.operations();
  }
  live(*subject, random, plan.second_life);
  disk.lose_power();
  live(*subject, random, kThirdLife);
  disk.lose_power();
  live(*subject, random, 0);
  for (const segment::SyncReason reason : segment::kAllSyncReasons) {
    if (disk.syncs(reason) > 0) report.syncs.insert(reason);
  }
  report.broken = subject->broken();
  return report;
}

std::optional<std::string> sweep(const MakeSubject& make, std::uint64_t seeds,
                                 std::optional<segment::SyncReason> without) {
  // After the death of a process its unsynced state is what the next one builds on.
  static constexpr struct {
    Loss loss;
    int second_life;
  } kEnds[] = {{Loss::power, 2},
               {Loss::power_partly, 2},
               {Loss::process, 0},
               {Loss::process, 1},
               {Loss::process, 3}};
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const std::uint64_t operations = run(make, {.seed = seed}, without).operations;
    for (std::uint64_t at = 0; at <= operations; ++at) {
      for (const auto& end : kEnds) {
        const Report report = run(make, {seed, at, end.loss, end.second_life}, without);
        if (report.broken.empty()) continue;
        return fmt::format("seed {}, operation {} of {}, loss {}, {} steps: {}", seed, at,
                           operations, static_cast<int>(end.loss), end.second_life,
                           report.broken.front());
      }
    }
  }
  return std::nullopt;
}

FaultReport run(const MakeSubject& make, std::uint64_t seed, const Fault& fault) {
  SimulatedDisk disk;
  const auto subject = make(disk);
  SeededRandom random(seed);
  FaultReport report;
  const auto go_on = [&] {
    return subject->running() ? subject->step(random) : subject->start().has_value();
  };
  std::atomic<int> calls = 0;
  disk.set_before(fault.operation, [&] { ++calls; });
  disk.fail(fault.operation, fault.error, fault.skip, fault.times);
  for (int i = 0; i < kFirstLife && !report.told; ++i) report.told = !go_on();
  disk.stop_failing();
  disk.set_before(fault.operation, {});
  report.fired = calls > fault.skip;
  for (int i = 0; i < kThirdLife; ++i) {
    if (!go_on()) subject->broke("refuses although the disk works again");
  }
  disk.lose_power();
  live(*subject, random, kThirdLife);
  disk.lose_power();
  live(*subject, random, 0);
  report.broken = subject->broken();
  return report;
}

}  // namespace picket::crash
