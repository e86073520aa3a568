#include "domain/items/crashpad.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/utf8.h"

namespace picket::domain::items {
namespace {

// MinidumpCrashpadInfo: a version, ids of report and client, then where both are.
constexpr std::size_t kInfoAnnotations = 4 + 16 + 16;
constexpr std::size_t kLocationBytes = 8;
constexpr std::size_t kInfoModules = kInfoAnnotations + kLocationBytes;
// MinidumpModuleCrashpadInfoLink: an index, and where the module's is.
constexpr std::size_t kLinkBytes = 12;
// MinidumpModuleCrashpadInfo: a version, then where each kind is.
constexpr std::size_t kModuleList = 4;
constexpr std::size_t kModuleSimple = 12;
constexpr std::size_t kModuleObjects = 20;
constexpr std::size_t kSimpleBytes = 8;
constexpr std::size_t kObjectBytes = 12;
constexpr std::uint16_t kTextObject = 1;
// MINIDUMP_MODULE.
constexpr std::size_t kModuleBytes = 108;
constexpr std::size_t kModuleName = 20;

std::string_view last_part(std::string_view path) noexcept {
  const std::size_t separator = path.find_last_of("/\\");
  return separator == std::string_view::npos ? path : path.substr(separator + 1);
}

class Reader {
 public:
  Reader(const DumpBytes& dump, DumpStream modules) : dump_(dump), modules_(modules) {}

  CrashpadInfo run(DumpStream info) {
    CrashpadInfo found;
    const auto place = [&](std::size_t at) {
      return at + kLocationBytes > info.size ? std::nullopt : location(info.offset + at);
    };
    if (const auto simple = place(kInfoAnnotations)) read_simple(*simple, found.simple);
    if (const auto links = place(kInfoModules)) {
      each(*links, kLinkBytes, [&](std::uint64_t at) { read_module(at, found.modules); });
    }
    return found;
  }

 private:
  /// A size and an offset; nullopt when there is nothing, or not all of it.
  std::optional<DumpStream> location(std::uint64_t at) const {
    const auto size = dump_.u32(at);
    const auto offset = dump_.u32(at + 4);
    if (!size || !offset || *size == 0 || !dump_.at(*offset, *size)) return std::nullopt;
    return DumpStream{*offset, *size};
  }

  /// The entries behind their number, as far as they lie within the place and there is room.
  template <class Entry>
  void each(DumpStream place, std::size_t entry_bytes, Entry entry) {
    const std::uint64_t count = dump_.u32(place.offset).value_or(0);
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t begin = 4 + i * entry_bytes;
      if (begin + entry_bytes > place.size || annotations_ >= kMaxAnnotations) return;
      if (++entries_ > kMaxAnnotationEntries) return;
      entry(place.offset + begin);
    }
  }

  /// A text that the place at the offset refers to.
  std::optional<std::string> text(std::uint64_t at) {
    const auto where = dump_.u32(at);
    if (!where) return std::nullopt;
    const auto raw = dump_.counted(*where, std::min(kMaxAnnotationBytes, room_));
    if (!raw) return std::nullopt;
    room_ -= raw->size();
    std::string valid = to_valid_utf8(*raw);
    while (valid.ends_with('\0')) valid.pop_back();
    return valid;
  }

  void add(std::uint64_t name, std::uint64_t value, Annotations& annotations) {
    auto key = text(name);
    if (!key || key->empty()) return;
    auto said = text(value);
    if (!said) return;
    ++annotations_;
    annotations.emplace_back(*std::move(key), *std::move(said));
  }

  void read_simple(DumpStream place, Annotations& annotations) {
    each(place, kSimpleBytes, [&](std::uint64_t at) { add(at, at + 4, annotations); });
  }

  void read_objects(DumpStream place, Annotations& annotations) {
    each(place, kObjectBytes, [&](std::uint64_t at) {
      if (dump_.u16(at + 4) == kTextObject) add(at, at + 8, annotations);
    });
  }

  void read_list(DumpStream place, std::vector<std::string>& list) {
    each(place, 4, [&](std::uint64_t at) {
      auto said = text(at);
      if (!said) return;
      ++annotations_;
      list.push_back(*std::move(said));
    });
  }

  /// Some writers pad the number of modules to 8 bytes.
  std::string module_name(std::uint32_t index) const {
    const std::uint64_t count = dump_.u32(modules_.offset).value_or(0);
    if (index >= count) return {};
    const std::uint64_t first = modules_.size == 8 + count * kModuleBytes ? 8 : 4;
    const auto name = dump_.u32(modules_.offset + first + index * kModuleBytes + kModuleName);
    if (!name) return {};
    const auto path = dump_.wide_text(*name, kMaxAnnotationBytes);
    return path ? std::string(last_part(*path)) : std::string();
  }

  void read_module(std::uint64_t link, std::vector<ModuleAnnotations>& modules) {
    const auto index = dump_.u32(link);
    const auto info = location(link + 4);
    if (!index || !info) return;
    ModuleAnnotations module;
    if (const auto place = location(info->offset + kModuleSimple))
      read_simple(*place, module.named);
    if (const auto place = location(info->offset + kModuleObjects)) {
      read_objects(*place, module.named);
    }
    if (const auto place = location(info->offset + kModuleList)) read_list(*place, module.list);
    if (module.named.empty() && module.list.empty()) return;
    module.module = module_name(*index);
    if (!module.module.empty()) modules.push_back(std::move(module));
  }

  const DumpBytes& dump_;
  const DumpStream modules_;
  std::size_t annotations_ = 0;
  std::size_t entries_ = 0;
  std::size_t room_ = kMaxAllAnnotationBytes;
};

}  // namespace

CrashpadInfo read_crashpad(const DumpBytes& dump, DumpStream info, DumpStream modules) {
  return Reader(dump, modules).run(info);
}

}  // namespace picket::domain::items
