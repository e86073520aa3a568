#include "segment/testing/simulated_disk.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "segment/testing/simulated_file_system.h"

namespace picket::segment::testing {

SimulatedDisk::SimulatedDisk() {
  auto root = std::make_shared<Inode>();
  root->is_directory = true;
  const MutexLock lock(mutex_);
  now_["/"] = root;
  durable_["/"] = root;
}

std::unique_ptr<FileSystem> SimulatedDisk::mount() {
  const MutexLock lock(mutex_);
  return std::make_unique<SimulatedFileSystem>(*this, generation_);
}

void SimulatedDisk::kill_process() {
  const MutexLock lock(mutex_);
  ++generation_;
  faults_.clear();
}

void SimulatedDisk::lose_power() {
  const MutexLock lock(mutex_);
  now_ = durable_;
  for (auto& [_, inode] : now_) inode->now = inode->durable;
  after_loss();
}

void SimulatedDisk::lose_power_partly(std::uint64_t seed) {
  const MutexLock lock(mutex_);
  SeededRandom random(seed);
  Names survived;
  std::set<std::string> paths;
  for (const auto& [path, _] : now_) paths.insert(path);
  for (const auto& [path, _] : durable_) paths.insert(path);
  for (const std::string& path : paths) {
    const Names& from = random.below(2) == 0 ? now_ : durable_;
    if (const auto found = from.find(path); found != from.end()) survived.insert(*found);
  }
  now_ = std::move(survived);
  for (auto& [_, inode] : now_) {
    const auto smaller = std::min(inode->durable.size(), inode->now.size());
    const auto larger = std::max(inode->durable.size(), inode->now.size());
    std::string left = inode->durable;
    left.resize(smaller + random.below(larger - smaller + 1), '\0');
    for (const std::size_t sector : inode->dirty) {
      const std::size_t start = sector * kSector;
      if (random.below(2) == 0 || start >= left.size()) continue;
      left.replace(start, std::min(kSector, left.size() - start), inode->now, start, kSector);
    }
    inode->now = std::move(left);
  }
  after_loss();
}

void SimulatedDisk::after_loss() {
  drop_orphans(now_);
  durable_ = now_;
  for (auto& [_, inode] : now_) {
    inode->durable = inode->now;
    inode->dirty.clear();
  }
  ++generation_;
  faults_.clear();
}

// A name whose directory did not survive cannot be reached. Parents sort before their children.
void SimulatedDisk::drop_orphans(Names& names) {
  for (auto entry = names.begin(); entry != names.end();) {
    const std::size_t slash = entry->first.find_last_of('/');
    const std::string parent = slash == 0 ? "/" : entry->first.substr(0, slash);
    entry = names.contains(parent) ? std::next(entry) : names.erase(entry);
  }
}

void SimulatedDisk::set_capacity(std::uint64_t bytes) {
  const MutexLock lock(mutex_);
  capacity_ = bytes;
}

void SimulatedDisk::fail(Operation operation, IoError error, int skip, int times) {
  const MutexLock lock(mutex_);
  faults_.insert_or_assign(operation, Fault{error, skip, times});
}

void SimulatedDisk::stop_failing() {
  const MutexLock lock(mutex_);
  faults_.clear();
}

void SimulatedDisk::ignore_sync(SyncReason reason) {
  const MutexLock lock(mutex_);
  ignored_.insert(reason);
}

std::uint64_t SimulatedDisk::syncs(SyncReason reason) const {
  const MutexLock lock(mutex_);
  const auto found = syncs_.find(reason);
  return found == syncs_.end() ? 0 : found->second;
}

void SimulatedDisk::set_before(Operation operation, std::function<void()> hook) {
  const MutexLock lock(mutex_);
  before_.insert_or_assign(operation, std::move(hook));
}

std::optional<std::string> SimulatedDisk::contents(const std::string& path) const {
  const MutexLock lock(mutex_);
  const auto found = now_.find(path);
  if (found == now_.end()) return std::nullopt;
  return found->second->now;
}

void SimulatedDisk::set_contents(const std::string& path, std::string bytes) {
  const MutexLock lock(mutex_);
  auto& inode = now_[path];
  if (!inode) inode = std::make_shared<Inode>();
  inode->now = bytes;
  inode->durable = std::move(bytes);
  inode->dirty.clear();
  durable_[path] = inode;
}

std::vector<std::string> SimulatedDisk::files() const {
  const MutexLock lock(mutex_);
  std::vector<std::string> paths;
  for (const auto& [path, inode] : now_) {
    if (!inode->is_directory) paths.push_back(path);
  }
  return paths;
}

std::optional<IoError> SimulatedDisk::planned_fault(Operation operation) {
  const auto found = faults_.find(operation);
  if (found == faults_.end()) return std::nullopt;
  Fault& fault = found->second;
  if (fault.skip > 0) {
    --fault.skip;
    return std::nullopt;
  }
  if (fault.times == 0) return std::nullopt;
  --fault.times;
  return fault.error;
}

std::uint64_t SimulatedDisk::used_bytes() const {
  std::uint64_t used = 0;
  for (const auto& [_, inode] : now_) used += inode->now.size();
  return used;
}

bool SimulatedDisk::count_sync(SyncReason reason) {
  ++syncs_[reason];
  return !ignored_.contains(reason);
}

void SimulatedDisk::call_before(Operation operation) {
  std::function<void()> hook;
  {
    const MutexLock lock(mutex_);
    const auto found = before_.find(operation);
    if (found != before_.end()) hook = found->second;
  }
  if (hook) hook();
}

}  // namespace picket::segment::testing
