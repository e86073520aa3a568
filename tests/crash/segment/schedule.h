// Schedules: what a store is asked to do, and when its lives end.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "segment/file_system.h"
#include "subject.h"

namespace picket::crash {

enum class Loss : std::uint8_t {
  process,       ///< Nothing that a call returned for is lost.
  power,         ///< Everything unsynced is lost.
  power_partly,  ///< Of everything unsynced a part survives.
};

struct Plan {
  std::uint64_t seed = 0;  ///< Of the schedule.
  std::uint64_t outage_at =
      0;                    ///< File operation that the first life does not live to do; 0: none.
  Loss loss = Loss::power;  ///< At the end of the first life.
  int second_life = 0;      ///< Its steps after a restart; then power fails.
};

struct Report {
  std::uint64_t operations = 0;         ///< File operations of the first life.
  std::set<segment::SyncReason> syncs;  ///< That were asked for.
  std::vector<std::string> broken;
};

/// Three lives and a look at what they left. `without`: such syncs do nothing.
Report run(const MakeSubject& make, const Plan& plan,
           std::optional<segment::SyncReason> without = {});

/// Every plan of seeds [0, seeds): a loss of each kind before every file operation. Returns what
/// broke first with its plan, or nothing.
std::optional<std::string> sweep(const MakeSubject& make, std::uint64_t seeds,
                                 std::optional<segment::SyncReason> without = {});

struct Fault {
  segment::testing::Operation operation;
  segment::IoError error;
  int skip = 0;  ///< Calls that work before.
  int times = 1;
};

struct FaultReport {
  bool fired = false;  ///< There were enough calls.
  bool told = false;   ///< The caller got an error.
  std::vector<std::string> broken;
};

/// A schedule with a fault that ends when it was noticed. The store must go on then, and after a
/// loss of power all that was answered must be there.
FaultReport run(const MakeSubject& make, std::uint64_t seed, const Fault& fault);

}  // namespace picket::crash
