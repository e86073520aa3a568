#include "roles/worker/storage_task.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "ports/outcomes.h"
#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

constexpr std::size_t kMost = ports::StorageDayRepository::kMaxStores;
constexpr std::string_view kOther = "other";

void join_smallest(std::vector<ports::StoreBytes>& stores) {
  if (stores.size() <= kMost) return;
  std::ranges::sort(stores, std::ranges::greater{}, &ports::StoreBytes::bytes);
  std::int64_t rest = 0;
  for (std::size_t at = kMost - 1; at < stores.size(); ++at) rest += stores[at].bytes;
  stores.resize(kMost - 1);
  // One that is called so among the largest is added to by the repository.
  stores.push_back({std::string(kOther), rest});
}

}  // namespace

Result<void> record_storage(const ports::Stores& stores, Timestamp now,
                            const MeasureStorage& measure) {
  auto measured = measure();
  if (!measured) return unexpected(std::move(measured.error()));
  measured->day = now;
  join_smallest(measured->stores);
  auto tx = stores.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  ports::StorageDayRepository& days = (*tx)->outcomes().storage_days();
  if (auto put = days.put(*measured); !put) return put;
  const Timestamp oldest = std::chrono::floor<std::chrono::days>(now) - kStorageDaysKept;
  if (const auto expired = days.expire(oldest); !expired) return unexpected(expired.error());
  return (*tx)->commit();
}

}  // namespace picket::worker
