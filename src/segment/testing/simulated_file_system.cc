#include "segment/testing/simulated_file_system.h"

#include <algorithm>

namespace picket::segment::testing {
namespace {

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_child(const std::string& path, const std::string& directory) {
  return path != "/" && parent_of(path) == directory;
}

}  // namespace

std::optional<IoError> SimulatedFileSystem::refusal(Operation operation) {
  if (generation_ != disk_.generation_) return IoError::failed;
  return disk_.planned_fault(operation);
}

bool SimulatedFileSystem::has_directory(const std::string& path) {
  const auto found = disk_.now_.find(path);
  return found != disk_.now_.end() && found->second->is_directory;
}

Result<std::unique_ptr<File>, IoError> SimulatedFileSystem::create(const std::string& path) {
  disk_.call_before(Operation::create);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::create)) return unexpected(*error);
  if (!has_directory(parent_of(path))) return unexpected(IoError::not_found);
  if (disk_.now_.contains(path)) return unexpected(IoError::exists);
  if (disk_.used_bytes() >= disk_.capacity_) return unexpected(IoError::no_space);
  auto inode = std::make_shared<SimulatedDisk::Inode>();
  disk_.now_[path] = inode;
  return std::make_unique<SimulatedFile>(disk_, generation_, inode, OpenMode::read_write);
}

Result<std::unique_ptr<File>, IoError> SimulatedFileSystem::open(const std::string& path,
                                                                 OpenMode mode) {
  disk_.call_before(Operation::open);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::open)) return unexpected(*error);
  const auto found = disk_.now_.find(path);
  if (found == disk_.now_.end()) return unexpected(IoError::not_found);
  if (found->second->is_directory) return unexpected(IoError::failed);
  return std::make_unique<SimulatedFile>(disk_, generation_, found->second, mode);
}

Result<std::uint64_t, IoError> SimulatedFileSystem::file_size(const std::string& path) {
  const MutexLock lock(disk_.mutex_);
  if (generation_ != disk_.generation_) return unexpected(IoError::failed);
  const auto found = disk_.now_.find(path);
  if (found == disk_.now_.end()) return unexpected(IoError::not_found);
  return found->second->now.size();
}

Result<void, IoError> SimulatedFileSystem::make_directory(const std::string& path) {
  disk_.call_before(Operation::make_directory);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::make_directory)) return unexpected(*error);
  if (disk_.now_.contains(path)) return unexpected(IoError::exists);
  if (!has_directory(parent_of(path))) return unexpected(IoError::not_found);
  auto inode = std::make_shared<SimulatedDisk::Inode>();
  inode->is_directory = true;
  disk_.now_[path] = inode;
  return {};
}

Result<std::vector<std::string>, IoError> SimulatedFileSystem::list(const std::string& directory) {
  disk_.call_before(Operation::list);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::list)) return unexpected(*error);
  if (!has_directory(directory)) return unexpected(IoError::not_found);
  std::vector<std::string> names;
  for (const auto& [path, _] : disk_.now_) {
    if (is_child(path, directory)) names.push_back(path.substr(path.find_last_of('/') + 1));
  }
  return names;
}

Result<void, IoError> SimulatedFileSystem::sync_directory(const std::string& path,
                                                          SyncReason reason) {
  disk_.call_before(Operation::sync_directory);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::sync_directory)) return unexpected(*error);
  if (!has_directory(path)) return unexpected(IoError::not_found);
  if (!disk_.count_sync(reason)) return {};
  std::erase_if(disk_.durable_, [&](const auto& entry) { return is_child(entry.first, path); });
  for (const auto& entry : disk_.now_) {
    if (is_child(entry.first, path)) disk_.durable_.insert(entry);
  }
  return {};
}

Result<void, IoError> SimulatedFileSystem::rename(const std::string& from, const std::string& to) {
  disk_.call_before(Operation::rename);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::rename)) return unexpected(*error);
  const auto found = disk_.now_.find(from);
  if (found == disk_.now_.end() || !has_directory(parent_of(to))) {
    return unexpected(IoError::not_found);
  }
  auto inode = found->second;
  disk_.now_.erase(found);
  disk_.now_[to] = std::move(inode);
  return {};
}

Result<void, IoError> SimulatedFileSystem::remove_file(const std::string& path) {
  disk_.call_before(Operation::remove_file);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::remove_file)) return unexpected(*error);
  const auto found = disk_.now_.find(path);
  if (found == disk_.now_.end()) return unexpected(IoError::not_found);
  if (found->second->is_directory) return unexpected(IoError::denied);
  disk_.now_.erase(found);
  return {};
}

Result<void, IoError> SimulatedFileSystem::remove_directory(const std::string& path) {
  disk_.call_before(Operation::remove_directory);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::remove_directory)) return unexpected(*error);
  if (!has_directory(path)) return unexpected(IoError::not_found);
  const bool empty = std::none_of(disk_.now_.begin(), disk_.now_.end(),
                                  [&](const auto& entry) { return is_child(entry.first, path); });
  if (!empty) return unexpected(IoError::exists);
  disk_.now_.erase(path);
  return {};
}

std::optional<IoError> SimulatedFile::refusal(Operation operation) const {
  if (generation_ != disk_.generation_) return IoError::failed;
  return disk_.planned_fault(operation);
}

void SimulatedFile::store(std::uint64_t position, std::string_view bytes) {
  if (bytes.empty()) return;
  std::string& now = inode_->now;
  if (now.size() < position + bytes.size()) now.resize(position + bytes.size(), '\0');
  now.replace(position, bytes.size(), bytes);
  for (std::size_t sector = position / SimulatedDisk::kSector;
       sector * SimulatedDisk::kSector < position + bytes.size(); ++sector) {
    inode_->dirty.insert(sector);
  }
}

Result<void, IoError> SimulatedFile::write(std::uint64_t position,
                                           std::span<const std::string_view> pieces) {
  std::string bytes;
  for (const std::string_view piece : pieces) bytes += piece;
  disk_.call_before(Operation::write);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::write)) {
    if (generation_ == disk_.generation_) {
      store(position, std::string_view(bytes).substr(0, bytes.size() / 2));
    }
    return unexpected(*error);
  }
  if (mode_ == OpenMode::read) return unexpected(IoError::failed);
  const std::uint64_t end = position + bytes.size();
  const std::uint64_t growth = end > inode_->now.size() ? end - inode_->now.size() : 0;
  const std::uint64_t used = disk_.used_bytes();
  const std::uint64_t room = used < disk_.capacity_ ? disk_.capacity_ - used : 0;
  if (growth > room) {
    store(position, std::string_view(bytes).substr(0, bytes.size() - (growth - room)));
    return unexpected(IoError::no_space);
  }
  store(position, bytes);
  return {};
}

Result<std::size_t, IoError> SimulatedFile::read(std::uint64_t position,
                                                 std::span<char> out) const {
  disk_.call_before(Operation::read);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::read)) return unexpected(*error);
  if (position >= inode_->now.size()) return std::size_t{0};
  const std::size_t count =
      std::min<std::size_t>(out.size(), inode_->now.size() - static_cast<std::size_t>(position));
  std::copy_n(inode_->now.data() + position, count, out.data());
  return count;
}

Result<void, IoError> SimulatedFile::sync_data(SyncReason reason) {
  disk_.call_before(Operation::sync_data);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::sync_data)) {
    // The kernel gives up on these sectors: clean from now on, though never written.
    if (generation_ == disk_.generation_) inode_->dirty.clear();
    return unexpected(*error);
  }
  if (!disk_.count_sync(reason)) return {};
  inode_->durable.resize(inode_->now.size(), '\0');
  for (const std::size_t sector : inode_->dirty) {
    const std::size_t start = sector * SimulatedDisk::kSector;
    if (start >= inode_->now.size()) continue;
    const std::size_t count = std::min(SimulatedDisk::kSector, inode_->now.size() - start);
    inode_->durable.replace(start, count, inode_->now, start, count);
  }
  inode_->dirty.clear();
  return {};
}

Result<void, IoError> SimulatedFile::truncate(std::uint64_t size) {
  disk_.call_before(Operation::truncate);
  const MutexLock lock(disk_.mutex_);
  if (const auto error = refusal(Operation::truncate)) return unexpected(*error);
  if (mode_ == OpenMode::read) return unexpected(IoError::failed);
  inode_->now.resize(size, '\0');
  return {};
}

Result<std::uint64_t, IoError> SimulatedFile::size() const {
  const MutexLock lock(disk_.mutex_);
  if (generation_ != disk_.generation_) return unexpected(IoError::failed);
  return inode_->now.size();
}

}  // namespace picket::segment::testing
