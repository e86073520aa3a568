#include "adapters/blob_segment/inventory.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace picket::adapters {

void BlobInventory::add_day(std::uint32_t day) {
  const MutexLock lock(mutex_);
  days_[day].directory = true;
}

void BlobInventory::add_file(BlobFile file, std::uint64_t bytes) {
  const MutexLock lock(mutex_);
  Entry& entry = days_[file.day];
  entry.directory = true;
  entry.last_number = std::max(entry.last_number, file.number);
  entry.files.insert_or_assign(file.number, bytes);
  bytes_ += bytes;
}

void BlobInventory::grow(BlobFile file, std::uint64_t bytes) {
  const MutexLock lock(mutex_);
  const auto day = days_.find(file.day);
  if (day == days_.end()) return;
  const auto found = day->second.files.find(file.number);
  if (found == day->second.files.end()) return;
  found->second += bytes;
  bytes_ += bytes;
}

bool BlobInventory::has(BlobFile file) const {
  const MutexLock lock(mutex_);
  const auto day = days_.find(file.day);
  return day != days_.end() && day->second.files.contains(file.number);
}

std::uint32_t BlobInventory::next_number(std::uint32_t day) const {
  const MutexLock lock(mutex_);
  const auto found = days_.find(day);
  return found == days_.end() ? 1 : found->second.last_number + 1;
}

std::uint64_t BlobInventory::bytes() const {
  const MutexLock lock(mutex_);
  return bytes_;
}

std::vector<BlobInventory::Day> BlobInventory::take_before(std::uint32_t day) {
  const MutexLock lock(mutex_);
  std::vector<Day> taken;
  if (holds_ > 0) return taken;
  for (auto entry = days_.begin(); entry != days_.end() && entry->first < day; ++entry) {
    Entry& kept = entry->second;
    if (!kept.directory) continue;
    kept.directory = false;
    Day out{entry->first, std::exchange(kept.to_remove, {})};
    for (const auto& [number, bytes] : std::exchange(kept.files, {})) {
      out.files.push_back({number, bytes});
    }
    for (const File& file : out.files) bytes_ -= file.bytes;
    taken.push_back(std::move(out));
  }
  return taken;
}

std::vector<BlobInventory::Day> BlobInventory::hold() {
  const MutexLock lock(mutex_);
  ++holds_;
  std::vector<Day> days;
  for (const auto& [day, entry] : days_) {
    if (entry.files.empty()) continue;
    Day held{day, {}};
    for (const auto& [number, bytes] : entry.files) held.files.push_back({number, bytes});
    days.push_back(std::move(held));
  }
  return days;
}

void BlobInventory::release() {
  const MutexLock lock(mutex_);
  PICKET_ASSERT(holds_ > 0);
  --holds_;
}

void BlobInventory::put_back(Day day) {
  const MutexLock lock(mutex_);
  Entry& entry = days_[day.day];
  entry.directory = true;
  for (const File& file : day.files) bytes_ += file.bytes;
  entry.to_remove.insert(entry.to_remove.end(), day.files.begin(), day.files.end());
}

}  // namespace picket::adapters
