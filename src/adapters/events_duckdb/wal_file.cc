#include "adapters/events_duckdb/wal_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "base/little_endian.h"

namespace picket::adapters::duck {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kRecordHeaderBytes = 16;
/// A record holds at most 2,048 rows; no batch of ours is larger than 64 MiB. Sizes above are not
/// sizes, and DuckDB would ask for that much memory.
constexpr std::uint64_t kMaxRecordBytes = std::uint64_t{1} << 30U;
/// The version record has 30 to 60 bytes: 16 of an id as numbers, and an iteration.
constexpr std::size_t kMaxVersionBytes = 128;

constexpr std::string_view kDamagedSuffix = ".damaged-";

/// DuckDB's numbers of variable length (LEB128). nullopt at the end of the bytes.
std::optional<std::uint64_t> take_number(std::string_view& rest) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

std::uint16_t take_field(std::string_view& rest) {
  if (rest.size() < 2) return 0;
  LittleEndianReader reader(rest.substr(0, 2));
  rest.remove_prefix(2);
  return reader.take<std::uint16_t>();
}

/// Bytes of the version record, which has neither size nor checksum; 0 when it is of another
/// version than 2 or not one at all. Fields: 100 type, 101 version, 102 database, 103 iteration.
std::size_t version_record_bytes(std::string_view head) {
  constexpr std::uint64_t kVersionType = 98;
  constexpr std::uint64_t kCheckedVersion = 2;
  std::string_view rest = head;
  if (take_field(rest) != 100 || take_number(rest) != kVersionType) return 0;
  if (take_field(rest) != 101 || take_number(rest) != kCheckedVersion) return 0;
  for (;;) {
    switch (take_field(rest)) {
      case 102: {
        auto left = take_number(rest);
        for (; left && *left > 0; --*left) {
          if (!take_number(rest)) return 0;
        }
        break;
      }
      case 103:
        if (!take_number(rest)) return 0;
        break;
      case 0xffff:
        return head.size() - rest.size();
      default:  // A field of another version, or the end of the bytes.
        return 0;
    }
  }
}

std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// DuckDB's Checksum (src/common/checksum.cpp), which takes words in any order but the last bytes
/// by themselves: feed multiples of 8 bytes, then the rest.
class Checksum {
 public:
  void add(std::string_view bytes) {
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
      value_ ^= load_word(bytes.data() + at) * 0xbf58476d1ce4e5b9U;
    }
    if (at < bytes.size()) value_ ^= remainder(bytes.substr(at));
  }
  std::uint64_t value() const noexcept { return value_; }

 private:
  /// MurmurHash64A of fewer than 8 bytes.
  static std::uint64_t remainder(std::string_view bytes) {
    constexpr std::uint64_t kM = 0xc6a4a7935bd1e995U;
    constexpr unsigned kR = 47;
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    std::uint64_t hash = 0xe17a1465U ^ (bytes.size() * kM);
    hash = (hash ^ word) * kM;
    hash ^= hash >> kR;
    hash *= kM;
    return hash ^ (hash >> kR);
  }

  std::uint64_t value_ = 5381;
};

/// Reads `size` bytes and compares; false also when they cannot be read.
bool checksum_matches(std::ifstream& file, std::uint64_t size, std::uint64_t stored,
                      std::vector<char>& buffer) {
  Checksum checksum;
  while (size > 0) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer.size()));
    if (!file.read(buffer.data(), static_cast<std::streamsize>(part))) return false;
    checksum.add({buffer.data(), part});
    size -= part;
  }
  return checksum.value() == stored;
}

Error io_error(const fs::path& path, const std::error_code& error) {
  return {ErrorKind::unavailable, "event_store_io", path.string() + ": " + error.message()};
}

/// Files and directories alike. Their names and sizes survive a loss of power afterwards.
Result<void> sync_path(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fsync(fd) == 0;
  const std::error_code error(errno, std::generic_category());
  if (fd >= 0) ::close(fd);
  if (!synced) return unexpected(io_error(path, error));
  return {};
}

/// Numbers of the damaged WALs that lie beside `wal`, in order.
std::vector<int> damaged_numbers(const fs::path& wal) {
  const std::string prefix = wal.filename().string() + std::string(kDamagedSuffix);
  std::vector<int> numbers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(wal.parent_path(), error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    int number = 0;
    const char* const end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + prefix.size(), end, number);
    if (parsed.ec == std::errc() && parsed.ptr == end) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

fs::path damaged_path(const fs::path& wal, int number) {
  return wal.string() + std::string(kDamagedSuffix) + std::to_string(number);
}

/// A name for the next damaged WAL; the oldest make room for it.
fs::path make_place_aside(const fs::path& wal) {
  const std::vector<int> numbers = damaged_numbers(wal);
  for (std::size_t i = 0; i + kDamagedWalsKept <= numbers.size(); ++i) {
    std::error_code ignored;  // One more than wanted does no harm.
    fs::remove(damaged_path(wal, numbers[i]), ignored);
  }
  return damaged_path(wal, numbers.empty() ? 1 : numbers.back() + 1);
}

}  // namespace

std::optional<WalScan> scan_wal(const fs::path& wal) {
  std::error_code error;
  WalScan scan;
  scan.size_bytes = fs::file_size(wal, error);
  std::ifstream file(wal, std::ios::binary);
  if (error || !file) return std::nullopt;
  std::array<char, kMaxVersionBytes> head{};
  file.read(head.data(), head.size());
  const auto got = static_cast<std::size_t>(file.gcount());
  scan.whole_bytes = version_record_bytes({head.data(), got});
  if (scan.whole_bytes == 0) return std::nullopt;

  std::vector<char> buffer(std::size_t{1} << 16U);  // A multiple of 8, see Checksum.
  file.clear();
  file.seekg(static_cast<std::streamoff>(scan.whole_bytes));
  while (scan.whole_bytes < scan.size_bytes) {
    const std::uint64_t left = scan.size_bytes - scan.whole_bytes;
    std::array<char, kRecordHeaderBytes> header{};
    if (left < header.size() || !file.read(header.data(), header.size())) {
      scan.end = WalEnd::unfinished;
      return scan;
    }
    LittleEndianReader reader({header.data(), header.size()});
    const auto size = reader.take<std::uint64_t>();
    const auto stored = reader.take<std::uint64_t>();
    if (size <= kMaxRecordBytes && size > left - header.size()) {
      scan.end = WalEnd::unfinished;
      return scan;
    }
    if (size > kMaxRecordBytes || !checksum_matches(file, size, stored, buffer)) {
      scan.end = WalEnd::damaged;
      return scan;
    }
    scan.whole_bytes += header.size() + size;
  }
  return scan;
}

Result<WalRepair> repair_wal(const fs::path& wal) {
  const auto scan = scan_wal(wal);
  if (!scan || scan->end == WalEnd::whole) return WalRepair{};
  WalRepair repair;
  repair.kept_bytes = scan->whole_bytes;
  repair.bad_bytes = scan->size_bytes - scan->whole_bytes;
  if (scan->end == WalEnd::unfinished) {
    repair.kind = WalRepair::Kind::unfinished;
    return repair;
  }
  repair.kind = WalRepair::Kind::cut;
  repair.aside = make_place_aside(wal);
  std::error_code error;
  fs::copy_file(wal, repair.aside, fs::copy_options::overwrite_existing, error);
  if (error) return unexpected(io_error(repair.aside, error));
  if (auto done = sync_path(repair.aside); !done) return unexpected(done.error());
  if (auto done = sync_path(wal.parent_path()); !done) return unexpected(done.error());
  fs::resize_file(wal, scan->whole_bytes, error);
  if (error) return unexpected(io_error(wal, error));
  if (auto done = sync_path(wal); !done) return unexpected(done.error());
  return repair;
}

Result<WalRepair> set_wal_aside(const fs::path& wal) {
  WalRepair repair;
  std::error_code error;
  repair.bad_bytes = fs::file_size(wal, error);
  if (error) return unexpected(io_error(wal, error));
  repair.kind = WalRepair::Kind::set_aside;
  repair.aside = make_place_aside(wal);
  // What was written while a checkpoint ran continues the WAL: it is nothing without it.
  for (const char* const beside : {".checkpoint", ".recovery"}) {
    const fs::path from = wal.string() + beside;
    if (fs::exists(from, error)) fs::rename(from, repair.aside.string() + beside, error);
    if (error) return unexpected(io_error(from, error));
  }
  fs::rename(wal, repair.aside, error);
  if (error) return unexpected(io_error(wal, error));
  if (auto done = sync_path(wal.parent_path()); !done) return unexpected(done.error());
  return repair;
}

bool refuses_wal(const Error& error) {
  const auto says = [&error](std::string_view text) {
    return error.detail.find(text) != std::string::npos;
  };
  if (!says("Failure while replaying") || !says("WAL file")) return false;
  if (error.code == "event_store_out_of_memory" || says("WAL of version")) return false;
  // An I/O error is what the disk says, unless DuckDB itself says why.
  return error.code != "event_store_io" || says("Corrupt WAL") || says("WAL does not match") ||
         says("WAL was created for");
}

}  // namespace picket::adapters::duck
