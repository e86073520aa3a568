// Limits and times of the relay. Every figure has its reason here.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/clock.h"
#include "base/units.h"

namespace picket::relay {

/// Body of `/envelope/`, decoded. Source: shared spec "ingest", section 1.8. More than one body may
/// have of the memory for requests (net/body_budget.h), which ends it earlier.
inline constexpr std::size_t kMaxEnvelopeBytes = 200_MiB;
/// Body of `/store/`, decoded, and what its base64 or zlib form may hold: one event.
inline constexpr std::size_t kMaxStoreBytes = 1_MiB;

/// A check-in as JSON: the limit of such an item.
inline constexpr std::size_t kMaxCheckInBytes = 100_KiB;
/// Uploads of files: the limit of an envelope's attachments.
inline constexpr std::size_t kMaxUploadBytes = 200_MiB;
/// A dump when its own compression is undone. Less than an upload may have, as two of them may be
/// in the making at a time on two cores, besides their bodies.
inline constexpr std::size_t kMaxMinidumpBytes = 100_MiB;

/// An Unreal crash when it is inflated, for the same reason.
inline constexpr std::size_t kMaxUnrealBytes = 100_MiB;

/// Dumps and crashes as they are when inflated, of all requests that are not answered yet: two at
/// a time, or many small ones. One more is answered 503, and its uploader comes again.
inline constexpr std::size_t kMaxExpandedBytes = 2 * kMaxMinidumpBytes;

/// Larger requests are split, normalized and compressed on the cpu pool: 8 KiB take about 100 us,
/// which is what an io thread may spend at a time.
inline constexpr std::size_t kInlineBytes = 8_KiB;
/// Larger ones still, and crash uploads, have threads of their own, so that no usual event waits
/// for them: an event of 1 MiB takes 20 to 50 ms, a dump that inflates to a hundred seconds.
inline constexpr std::size_t kBulkBytes = 256_KiB;

/// How often the version of the project configuration is read: a change is in force within 2 s,
/// reading it included. One query of about 20 us.
inline constexpr std::chrono::milliseconds kProjectRefreshInterval{1000};
/// Unknown keys ask for an earlier look, but no more often than this in all: a flood of them costs
/// ten such queries a second.
inline constexpr std::chrono::milliseconds kLeastProjectRefreshGap{100};
/// Requests that wait for such a look. Each holds its body, which the server bounds; the number
/// bounds what has to be woken at once. One more is answered 503.
inline constexpr std::size_t kMaxWaitingForProjects = 1000;

/// How often outcomes go to the log; what a crash may lose.
inline constexpr std::chrono::milliseconds kOutcomeFlushInterval{1000};
/// Sums between two flushes, about 200 bytes each: 4 MB. While the log refuses, every minute adds
/// one per project, key, category and reason, so that this lasts for hours.
inline constexpr std::size_t kMaxOutcomeSums = 20'000;
/// Of them, those whose reason an SDK chose: beyond, such a reason becomes "other".
inline constexpr std::size_t kMaxClientOutcomeSums = 5'000;

/// Quotas that are known to be used up: one per key, project or organization and quota. 100 bytes
/// each: 1 MB. More are refused by the counters, only a little slower.
inline constexpr std::size_t kMaxActiveLimits = 10'000;

/// How often the spike guard looks whether another project wants to be guarded, and whether it is
/// time to read the ledger: within a minute of the switch the guard is there.
inline constexpr std::chrono::milliseconds kSpikeLookInterval{60'000};
/// How old a usual rate may be: it is the mean of a week, and reading it costs some milliseconds
/// per project.
inline constexpr Duration kSpikeRefreshInterval{std::chrono::minutes(10)};

/// Client reports that claim to be older than this, or more than the second from the future, are
/// not believed. Source: shared spec "ingest", sections 3.2 and 4.9.
inline constexpr Duration kOldestReport{std::chrono::days(90)};
inline constexpr Duration kMostInFuture{std::chrono::seconds(60)};
/// Clocks of SDKs that differ by less are taken as right.
inline constexpr Duration kLeastClockDrift{std::chrono::minutes(55)};

}  // namespace picket::relay
