// Times of the background work.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "base/clock.h"

namespace picket::worker {

inline constexpr std::string_view kRetentionQueue = "retention";
inline constexpr std::string_view kHousekeepingQueue = "housekeeping";

inline constexpr std::string_view kDeletionQueue = "deletion";

/// Nobody sees whether the rows of a deleted issue or project are gone.
inline constexpr Duration kDeletionPeriod{std::chrono::minutes(1)};
/// Some ms of the one writer.
inline constexpr std::size_t kIssuesErasedAtOnce = 20;

inline constexpr std::string_view kIssueClockQueue = "issue_clock";
/// As often as Sentry looks: nobody waits for the second in which a week ends.
inline constexpr Duration kIssueClockPeriod{std::chrono::minutes(5)};
/// Some ten statements each: 5 to 10 ms of the one writer.
inline constexpr std::size_t kIssuesMovedAtOnce = 50;

inline constexpr std::string_view kIssueCountsQueue = "issue_counts";
/// An issue that should come back is late by this much, which nobody minds, and the event store,
/// which is some ms behind meta_db, has caught up between two looks. A look costs two statements.
inline constexpr Duration kIssueCountsPeriod{std::chrono::seconds(15)};
/// Issues times hours of a week fit in one answer of the event store.
inline constexpr std::size_t kForecastsAtOnce = 50;
/// A question or two to the event store each, of some ms; then one transaction.
inline constexpr std::size_t kConditionsAtOnce = 50;

/// Rows of each kind of item: some ms of the one writer.
inline constexpr std::size_t kItemsDroppedAtOnce = 500;

inline constexpr std::string_view kEventSumsQueue = "event_sums";
/// Events of an hour that is over are summed up within this time. Until then counts look at each.
inline constexpr Duration kEventSumsPeriod{std::chrono::minutes(1)};

/// How often a queue is asked for work: a look costs some 20 us, so that an idle server spends
/// 0.01% on it, and nothing here is so urgent that a second matters.
inline constexpr Duration kPoll{std::chrono::seconds(1)};

/// Whoever merges issues looks at the result at once.
inline constexpr Duration kMirrorPeriod{std::chrono::milliseconds(500)};
/// Some ms of the event store and of the one writer each.
inline constexpr std::size_t kSplitsAtOnce = 20;
/// Bytes of JSON that one event may have; the relay's limit is far below.
inline constexpr std::size_t kMaxEventBytes = std::size_t{32} << 20U;

/// Past midnight UTC a day is dropped within this time, so that disks see small steps.
inline constexpr Duration kRetentionPeriod{std::chrono::hours(1)};
inline constexpr Duration kHousekeepingPeriod{std::chrono::hours(1)};

inline constexpr std::string_view kStorageQueue = "storage_sizes";
/// The last look of a day stands for it; each walks through the data directory, some ms.
inline constexpr Duration kStoragePeriod{std::chrono::hours(1)};
/// A year of days, so that seasons show: some 400 KB of meta_db.
inline constexpr std::chrono::days kStorageDaysKept{366};

/// After which another worker may take the task: several times what a day of a million events
/// takes. A task that goes on longer runs twice, which is safe.
inline constexpr Duration kLease{std::chrono::minutes(15)};

/// Attempts of a task, 40 minutes of waiting in all, before it is set aside as a dead letter.
inline constexpr int kMaxAttempts = 10;

/// For the one writer of meta_db, as in the consumer.
inline constexpr Duration kWriterWait{std::chrono::seconds(30)};

/// Outcomes by minute are what the stats page and billing questions are asked from: Sentry's 90
/// days, or as long as events are kept when that is longer. Sums over the whole life stay.
inline constexpr std::chrono::days kOutcomesKept{90};

/// How far the clock may get ahead of the last look before retention doubts it. Servers that run
/// look every hour; one that rests over a weekend has its retention a day late, which costs a day
/// of space. A clock that is wrong by less drops events at most so much too early.
inline constexpr Duration kLargestClockStep{std::chrono::days(2)};
/// How long the clock has to go on from where it jumped: a day for NTP or a person to set it right.
inline constexpr Duration kClockDoubt{std::chrono::days(1)};

/// Topic under which a task that was given up is a dead letter, followed by its queue.
inline constexpr std::string_view kDeadTaskTopic = "tasks/";

}  // namespace picket::worker
