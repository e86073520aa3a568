// A store under test that remembers what it has answered, and notices when that does not hold.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "segment/testing/simulated_disk.h"

namespace picket::crash {

/// Outlives the lives of the process that it starts and stops; the disk outlives it.
class Subject {
 public:
  virtual ~Subject() = default;

  /// Begins a life on what the disk holds. A refusal is an error of the disk.
  virtual Result<void> start() = 0;
  virtual void stop() = 0;
  virtual bool running() const = 0;
  /// One operation. False when the store refused it.
  virtual bool step(SeededRandom& random) = 0;
  /// Reads everything back and compares it with what was answered; what is read counts as answered
  /// from now on, as readers act on it. False when the disk would not let it be read.
  /// `after_restart`: what was in doubt is decided by now.
  virtual bool check(bool after_restart) = 0;

  /// Promises that did not hold.
  const std::vector<std::string>& broken() const noexcept { return broken_; }
  void broke(std::string what) { broken_.push_back(std::move(what)); }

 private:
  std::vector<std::string> broken_;
};

using MakeSubject = std::function<std::unique_ptr<Subject>(segment::testing::SimulatedDisk&)>;

}  // namespace picket::crash
