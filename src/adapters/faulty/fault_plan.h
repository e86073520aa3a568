// When a decorated call fails or is late: by script first, then at random by seed.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <string_view>

#include "base/clock.h"
#include "base/mutex.h"
#include "base/random.h"
#include "base/result.h"

namespace picket::adapters {

enum class Fault : std::uint8_t {
  none,
  fail_before,  ///< unavailable, and nothing happened.
  fail_after,   ///< unavailable, although it happened: what a lost answer looks like.
};

/// Per thousand calls.
struct FaultRates {
  unsigned fail_before = 0;
  unsigned fail_after = 0;
  unsigned delay = 0;
  Duration longest_delay{std::chrono::milliseconds(10)};
};

/// Thread-safe; one plan may serve several decorators. The same seed gives the same faults in the
/// same order of calls.
class FaultPlan {
 public:
  using Sleep = std::function<void(Duration)>;

  /// `sleep` waits; the default does so for real.
  explicit FaultPlan(std::uint64_t seed, FaultRates rates = {}, Sleep sleep = nullptr);

  /// The next calls get these, one each, before chance decides again.
  void script(std::initializer_list<Fault> faults);
  void set_rates(FaultRates rates);

  /// Decides for one call, after waiting when the plan says so.
  Fault next();
  /// How many calls were made to fail.
  std::int64_t injected() const;

 private:
  bool chance(unsigned per_thousand) PICKET_REQUIRES(mutex_);

  const Sleep sleep_;
  mutable Mutex mutex_;
  SeededRandom random_ PICKET_GUARDED_BY(mutex_);
  FaultRates rates_ PICKET_GUARDED_BY(mutex_);
  std::deque<Fault> script_ PICKET_GUARDED_BY(mutex_);
  std::int64_t injected_ PICKET_GUARDED_BY(mutex_) = 0;
};

/// Code of every injected error.
inline constexpr std::string_view kFaultInjected = "fault_injected";

/// One call under the plan; `Call` returns a Result with Error.
template <class Call>
auto inject(FaultPlan& plan, std::string_view what, Call call) -> decltype(call()) {
  const Fault fault = plan.next();
  const auto failed = [what] {
    return unexpected(Error{ErrorKind::unavailable, kFaultInjected, std::string(what)});
  };
  if (fault == Fault::fail_before) return failed();
  auto result = call();
  if (fault == Fault::fail_after) return failed();
  return result;
}

}  // namespace picket::adapters
