#include "domain/scrub/minidump.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace picket::domain::scrub {
namespace {

using Kind = DumpPart::Kind;

constexpr std::uint64_t kSignature = 0x504D444D;  // "MDMP"
constexpr std::size_t kHeaderStreams = 8;         ///< Their number, then where their list is.
constexpr std::size_t kDirectoryEntry = 12;
constexpr std::size_t kMaxStreams = 1'024;

enum Stream : std::uint32_t {
  kThreads = 3,
  kModules = 4,
  kMemory = 5,
  kMemory64 = 9,
  kLinuxCommandLine = 0x47670006,
  kLinuxEnvironment = 0x47670007,
};

constexpr std::size_t kThreadSize = 48;
constexpr std::size_t kThreadStack = 32;  ///< Size, then where it is.
constexpr std::size_t kModuleSize = 108;
constexpr std::size_t kModuleName = 20;
constexpr std::size_t kModuleCodeView = 76;  ///< Size, then where it is.
constexpr std::size_t kMemorySize = 16;
constexpr std::size_t kMemoryData = 8;
constexpr std::uint64_t kPdb70 = 0x53445352;  // "RSDS"
constexpr std::size_t kPdb70Name = 24;

/// Joins those of one kind that overlap.
std::vector<DumpPart> without_overlaps(std::vector<DumpPart> parts) {
  std::sort(parts.begin(), parts.end(), [](const DumpPart& a, const DumpPart& b) {
    return std::tie(a.kind, a.begin, a.size) < std::tie(b.kind, b.begin, b.size);
  });
  std::vector<DumpPart> joined;
  for (const DumpPart& part : parts) {
    const bool overlaps = !joined.empty() && joined.back().kind == part.kind &&
                          part.begin < joined.back().begin + joined.back().size;
    if (overlaps) {
      DumpPart& last = joined.back();
      last.size = std::max(last.size, part.begin + part.size - last.begin);
    } else {
      joined.push_back(part);
    }
  }
  return joined;
}

class Reader {
 public:
  explicit Reader(std::span<const char> dump) : dump_(dump), is_big_(is_big_endian_dump(dump)) {}

  std::vector<DumpPart> run() {
    if (number(0, 4) != kSignature) return {};
    const std::uint64_t count = number(kHeaderStreams, 4).value_or(0);
    const std::uint64_t list = number(kHeaderStreams + 4, 4).value_or(0);
    // Stacks first: the memory of one is listed again as memory.
    for (const bool of_threads : {true, false}) {
      for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, kMaxStreams); ++i) {
        const std::uint64_t entry = list + i * kDirectoryEntry;
        const auto type = number(entry, 4);
        const auto size = number(entry + 4, 4);
        const auto begin = number(entry + 8, 4);
        if (!begin || !type || !size || (*type == kThreads) != of_threads) continue;
        stream(*type, *begin, *size);
      }
    }
    return without_overlaps(std::move(parts_));
  }

 private:
  std::optional<std::uint64_t> number(std::uint64_t at, std::size_t bytes) const {
    if (at > dump_.size() || bytes > dump_.size() - at) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      const std::size_t next = is_big_ ? i : bytes - 1 - i;
      value = value << 8U | static_cast<unsigned char>(dump_[static_cast<std::size_t>(at) + next]);
    }
    return value;
  }

  void add(Kind kind, std::uint64_t begin, std::uint64_t size) {
    if (begin > dump_.size() || size > dump_.size() - begin || size == 0) return;
    if (parts_.size() >= kMaxDumpParts) return;
    parts_.push_back({kind, static_cast<std::size_t>(begin), static_cast<std::size_t>(size)});
  }

  void add_memory(std::uint64_t begin, std::uint64_t size) {
    if (!std::binary_search(stacks_.begin(), stacks_.end(), begin)) add(Kind::heap, begin, size);
  }

  /// Where the entries of a list begin: behind their number, which some writers pad to 8 bytes.
  template <class Entry>
  void each(std::uint64_t begin, std::uint64_t size, std::size_t entry_size, Entry entry) {
    const std::uint64_t count = number(begin, 4).value_or(0);
    if (count > kMaxDumpParts) return;
    const bool is_padded = size == 8 + count * entry_size;
    const std::uint64_t first = begin + (is_padded ? 8 : 4);
    for (std::uint64_t i = 0; i < count; ++i) entry(first + i * entry_size);
  }

  void stream(std::uint64_t type, std::uint64_t begin, std::uint64_t size) {
    switch (type) {
      case kThreads:
        each(begin, size, kThreadSize, [this](std::uint64_t at) { thread(at); });
        std::sort(stacks_.begin(), stacks_.end());
        break;
      case kModules:
        each(begin, size, kModuleSize, [this](std::uint64_t at) { module(at); });
        break;
      case kMemory:
        each(begin, size, kMemorySize, [this](std::uint64_t at) {
          const auto where = number(at + kMemoryData + 4, 4);
          if (where) add_memory(*where, *number(at + kMemoryData, 4));
        });
        break;
      case kMemory64:
        memory64(begin);
        break;
      case kLinuxCommandLine:
      case kLinuxEnvironment:
        add(Kind::environment, begin, size);
        break;
      default:
        break;
    }
  }

  void thread(std::uint64_t at) {
    const auto where = number(at + kThreadStack + 4, 4);
    if (!where) return;
    stacks_.push_back(*where);
    add(Kind::stack, *where, *number(at + kThreadStack, 4));
  }

  void module(std::uint64_t at) {
    if (const auto name = number(at + kModuleName, 4)) {
      if (const auto length = number(*name, 4)) add(Kind::code_file, *name + 4, *length);
    }
    const auto view = number(at + kModuleCodeView + 4, 4);
    if (!view || number(*view, 4) != kPdb70) return;
    std::uint64_t size = *number(at + kModuleCodeView, 4);
    if (size <= kPdb70Name || *view + kPdb70Name > dump_.size()) return;
    size = std::min<std::uint64_t>(
        {size - kPdb70Name, dump_.size() - *view - kPdb70Name, std::uint64_t{kMaxDumpPathBytes}});
    const auto name =
        dump_.subspan(static_cast<std::size_t>(*view) + kPdb70Name, static_cast<std::size_t>(size));
    const std::size_t end = std::string_view(name.data(), name.size()).find('\0');
    add(Kind::debug_file, *view + kPdb70Name, std::min(end, name.size()));
  }

  /// Memory without gaps, from one place on.
  void memory64(std::uint64_t begin) {
    const std::uint64_t count = number(begin, 8).value_or(0);
    std::uint64_t where = number(begin + 8, 8).value_or(dump_.size());
    for (std::uint64_t i = 0; i < count && i < kMaxDumpParts; ++i) {
      const auto size = number(begin + 16 + i * 16 + 8, 8);
      if (!size || where > dump_.size() || *size > dump_.size() - where) return;
      add_memory(where, *size);
      where += *size;
    }
  }

  std::span<const char> dump_;
  bool is_big_;
  std::vector<DumpPart> parts_;
  std::vector<std::uint64_t> stacks_;
};

}  // namespace

bool is_big_endian_dump(std::span<const char> dump) noexcept {
  return std::string_view(dump.data(), dump.size()).starts_with("PMDM");
}

std::vector<DumpPart> find_dump_parts(std::span<const char> dump) {
  return Reader(dump).run();
}

}  // namespace picket::domain::scrub
