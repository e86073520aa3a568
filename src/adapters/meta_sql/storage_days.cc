#include "ports/storage_days.h"

#include <chrono>
#include <utility>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/outcomes.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Int>> kPut{
    "INSERT INTO storage_days (day, free_bytes) VALUES (:day, :free) "
    "ON CONFLICT (day) DO UPDATE SET free_bytes = excluded.free_bytes"};
constexpr Sql<List<Int>> kClear{"DELETE FROM storage_sizes WHERE day = :day"};
constexpr Sql<List<Int, Text, Int>> kAddSize{
    "INSERT INTO storage_sizes (day, store, bytes) VALUES (:day, :store, :bytes) "
    "ON CONFLICT (day, store) DO UPDATE SET bytes = storage_sizes.bytes + excluded.bytes"};
constexpr Sql<List<Int>, List<Int, Int>> kDays{
    "SELECT day, free_bytes FROM storage_days WHERE day >= :start ORDER BY day"};
constexpr Sql<List<Int>, List<Int, Text, Int>> kSizes{
    "SELECT day, store, bytes FROM storage_sizes WHERE day >= :start ORDER BY day, store"};
constexpr Sql<List<Int>> kExpireSizes{"DELETE FROM storage_sizes WHERE day < :before"};
constexpr Sql<List<Int>> kExpireDays{"DELETE FROM storage_days WHERE day < :before"};

Int day_of(Timestamp when) {
  return to_unix_us(std::chrono::floor<std::chrono::days>(when));
}

}  // namespace

Result<void> StorageDays::put(const ports::StorageDay& day) {
  if (day.stores.size() > kMaxStores)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_stores", {}});
  const Int at = day_of(day.day);
  auto done = without_count(work_.change(kPut, at, day.free_bytes));
  if (done) done = without_count(work_.change(kClear, at));
  for (const ports::StoreBytes& size : day.stores) {
    if (!done) break;
    done = without_count(work_.change(kAddSize, at, size.store, size.bytes));
  }
  return done;
}

Result<std::vector<ports::StorageDay>> StorageDays::since(Timestamp start) {
  std::vector<ports::StorageDay> days;
  auto read = work_.read(kDays, day_of(start), [&](Int day, Int free) {
    days.push_back({from_unix_us(day), free, {}});
  });
  if (!read) return unexpected(read.error());
  auto at = days.begin();
  read = work_.read(kSizes, day_of(start), [&](Int day, std::string& store, Int bytes) {
    // Both are by day, and each size is of one of the days.
    while (at->day < from_unix_us(day)) ++at;
    at->stores.push_back({std::move(store), bytes});
  });
  if (!read) return unexpected(read.error());
  return days;
}

Result<std::int64_t> StorageDays::expire(Timestamp before) {
  const Int until = to_unix_us(before);
  if (const auto done = work_.change(kExpireSizes, until); !done) return unexpected(done.error());
  return work_.change(kExpireDays, until);
}

}  // namespace picket::adapters::meta
