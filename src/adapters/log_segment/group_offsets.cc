#include "adapters/log_segment/group_offsets.h"

#include <utility>

#include "base/little_endian.h"
#include "base/units.h"
#include "segment/checksum.h"

namespace picket::adapters {
namespace {

using segment::IoError;

// Version 1 (2026-11): magic, version, count, entries, CRC-32 of all before it.
constexpr std::uint32_t kMagic = 0x50524750;  // "PGRP"
constexpr std::uint32_t kVersion = 1;
constexpr std::string_view kSuffix = ".offsets";
constexpr std::string_view kTemporary = ".tmp";
// A thousand partitions with the longest metadata; more is not a file of ours.
constexpr std::uint64_t kMaxFileBytes = 5_MiB;

}  // namespace

std::string encode_group(const GroupMap& offsets) {
  std::string out;
  put_le(out, kMagic);
  put_le(out, kVersion);
  put_le(out, static_cast<std::uint32_t>(offsets.size()));
  for (const auto& [of, offset] : offsets) {
    put_le(out, static_cast<std::uint16_t>(of.topic.size()));
    out += of.topic;
    put_le(out, of.partition);
    put_le(out, offset.next);
    put_le(out, static_cast<std::uint16_t>(offset.metadata.size()));
    out += offset.metadata;
  }
  put_le(out, segment::crc32(out));
  return out;
}

std::optional<GroupMap> decode_group(std::string_view bytes) {
  constexpr std::size_t kCrcBytes = sizeof(std::uint32_t);
  if (bytes.size() < kCrcBytes) return std::nullopt;
  const std::string_view checked = bytes.substr(0, bytes.size() - kCrcBytes);
  LittleEndianReader crc(bytes.substr(checked.size()));
  if (crc.take<std::uint32_t>() != segment::crc32(checked)) return std::nullopt;
  LittleEndianReader in(checked);
  if (in.take<std::uint32_t>() != kMagic || in.take<std::uint32_t>() != kVersion) {
    return std::nullopt;
  }
  GroupMap offsets;
  for (auto left = in.take<std::uint32_t>(); left > 0 && in.ok(); --left) {
    ports::TopicPartition of;
    of.topic = in.take_bytes(in.take<std::uint16_t>());
    of.partition = in.take<std::uint32_t>();
    ports::CommittedOffset offset;
    offset.next = in.take<ports::Offset>();
    offset.metadata = in.take_bytes(in.take<std::uint16_t>());
    offsets.insert_or_assign(std::move(of), std::move(offset));
  }
  if (!in.ok() || !in.rest().empty()) return std::nullopt;
  return offsets;
}

Result<std::unique_ptr<GroupOffsets>> GroupOffsets::open(segment::FileSystem& files,
                                                         std::string directory,
                                                         obs::Logger& logger) {
  std::unique_ptr<GroupOffsets> offsets(new GroupOffsets(files, std::move(directory), logger));
  if (auto loaded = offsets->load(); !loaded) return unexpected(loaded.error());
  return offsets;
}

Result<void> GroupOffsets::load() {
  if (const auto made = ensure_directory(files_, directory_); !made) {
    return unexpected(to_error(made.error(), directory_));
  }
  const auto names = files_.list(directory_);
  if (!names) return unexpected(to_error(names.error(), directory_));
  for (const std::string_view file : *names) {
    if (!file.ends_with(kSuffix)) continue;
    load_group(std::string(file.substr(0, file.size() - kSuffix.size())), std::string(file));
  }
  return {};
}

void GroupOffsets::load_group(const std::string& name, const std::string& file) {
  const std::string path = directory_ + "/" + file;
  const auto opened = files_.open(path, segment::OpenMode::read);
  std::optional<GroupMap> offsets;
  if (opened) {
    const std::uint64_t size = (*opened)->size().value_or(0);
    if (size <= kMaxFileBytes) {
      std::string bytes(static_cast<std::size_t>(size), '\0');
      if ((*opened)->read(0, bytes) == bytes.size()) offsets = decode_group(bytes);
    }
  }
  if (!offsets) {
    logger_.error("cannot read what a consumer group committed; it counts as never committed",
                  {{"group", name}, {"file", path}});
    return;
  }
  const MutexLock lock(mutex_);
  Group& group = groups_[name];
  group.wanted = *offsets;
  group.written = std::move(*offsets);
}

Result<void> GroupOffsets::replace_file(const std::string& group, std::string_view bytes) {
  const std::string path = directory_ + "/" + group + std::string(kSuffix);
  const std::string temporary = path + std::string(kTemporary);
  const auto file = create_over(files_, temporary);
  if (!file) return unexpected(to_error(file.error(), temporary));
  if (const auto written = (*file)->write(0, std::span(&bytes, 1)); !written) {
    return unexpected(to_error(written.error(), temporary));
  }
  if (const auto renamed = files_.rename(temporary, path); !renamed) {
    return unexpected(to_error(renamed.error(), path));
  }
  return {};
}

Result<void> GroupOffsets::commit(const std::string& name, const ports::TopicPartition& of,
                                  const ports::CommittedOffset& offset) {
  Group* group = nullptr;  // Elements of the map stay where they are.
  std::uint64_t mine = 0;
  {
    const MutexLock lock(mutex_);
    if (!groups_.contains(name) && groups_.size() >= kMaxGroups) {
      return unexpected(Error{ErrorKind::unavailable, "too_many_groups", name});
    }
    group = &groups_[name];
    group->wanted.insert_or_assign(of, offset);
    mine = ++group->wanted_version;
  }
  for (;;) {
    std::string bytes;
    GroupMap writing;
    std::uint64_t version = 0;
    {
      const MutexLock lock(mutex_);
      while (group->writing && group->tried_version < mine) written_.wait(mutex_);
      if (group->tried_version >= mine) return group->last;
      group->writing = true;
      writing = group->wanted;
      version = group->wanted_version;
    }
    auto result = replace_file(name, encode_group(writing));
    const MutexLock lock(mutex_);
    group->writing = false;
    group->tried_version = version;
    group->last = result;
    if (result) group->written = std::move(writing);
    written_.notify_all();
    return result;
  }
}

std::optional<ports::CommittedOffset> GroupOffsets::committed(
    const std::string& name, const ports::TopicPartition& of) const {
  const MutexLock lock(mutex_);
  const auto group = groups_.find(name);
  if (group == groups_.end()) return std::nullopt;
  const auto found = group->second.written.find(of);
  if (found == group->second.written.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> GroupOffsets::groups() const {
  const MutexLock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, group] : groups_) {
    if (!group.written.empty()) names.push_back(name);
  }
  return names;
}

}  // namespace picket::adapters
