// An error of the disk at any file operation is a value to the caller, and loses nothing answered.
#include <set>

#include <gtest/gtest.h>

#include "blob_subject.h"
#include "log_subject.h"
#include "schedule.h"

namespace picket::crash {
namespace {

using segment::IoError;
using segment::testing::Operation;

template <class S>
std::unique_ptr<Subject> make(segment::testing::SimulatedDisk& disk) {
  return std::make_unique<S>(disk);
}

using Operations = std::set<Operation>;

/// Every call of the operation fails in its turn: once, or from then on. False when something
/// broke; `told` is set when a caller noticed any of it.
bool holds(const MakeSubject& subject, std::uint64_t seed, Operation operation, bool& told) {
  for (const IoError error : {IoError::no_space, IoError::failed, IoError::denied}) {
    for (const int times : {1, 1'000}) {
      FaultReport report{true, false, {}};
      for (int skip = 0; report.fired; ++skip) {
        report = run(subject, seed, {operation, error, skip, times});
        told |= report.told;
        if (report.broken.empty()) continue;
        ADD_FAILURE() << "seed " << seed << ", operation " << static_cast<int>(operation) << ", "
                      << to_string(error) << " " << times << " times after " << skip
                      << " calls: " << report.broken.front();
        return false;
      }
    }
  }
  return true;
}

/// Operations whose failure a caller was told.
Operations sweep_faults(const MakeSubject& subject, std::uint64_t seeds) {
  Operations all_told;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    for (const Operation operation : segment::testing::kAllOperations) {
      bool told = false;
      if (!holds(subject, seed, operation, told)) return {};
      if (told) all_told.insert(operation);
    }
  }
  return all_told;
}

// Nothing is truncated unless something failed before: that pair is in stream_test.cc.
TEST(LogFaults, AreValuesAndLoseNothing) {
  EXPECT_EQ(sweep_faults(make<LogSubject>, 4),
            (Operations{Operation::create, Operation::open, Operation::write, Operation::read,
                        Operation::sync_data, Operation::make_directory, Operation::list,
                        Operation::sync_directory, Operation::remove_file}));
}

TEST(BlobFaults, AreValuesAndLoseNothing) {
  EXPECT_EQ(
      sweep_faults(make<BlobSubject>, 3),
      (Operations{Operation::create, Operation::open, Operation::write, Operation::read,
                  Operation::sync_data, Operation::make_directory, Operation::list,
                  Operation::sync_directory, Operation::remove_file, Operation::remove_directory}));
}

}  // namespace
}  // namespace picket::crash
