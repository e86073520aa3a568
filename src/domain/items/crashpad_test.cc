#include "domain/items/crashpad.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/little_endian.h"

namespace picket::domain::items {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

/// A dump put together from its end: what is referred to comes first.
class Builder {
 public:
  explicit Builder(bool is_big = false) : is_big_(is_big), bytes_(is_big ? "PMDM" : "MDMP") {}

  std::uint32_t here() const { return static_cast<std::uint32_t>(bytes_.size()); }

  Builder& u32(std::uint32_t value) { return put(value); }
  Builder& u16(std::uint16_t value) { return put(value); }
  Builder& zeros(std::size_t count) {
    bytes_ += std::string(count, '\0');
    return *this;
  }

  std::uint32_t text(std::string_view text) {
    const std::uint32_t at = here();
    u32(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
    return at;
  }

  std::uint32_t wide(std::string_view text) {
    const std::uint32_t at = here();
    u32(static_cast<std::uint32_t>(text.size() * 2));
    for (const char c : text) u16(static_cast<unsigned char>(c));
    return at;
  }

  /// A list of entries, each some numbers: its size and where it is.
  DumpStream list(const std::vector<std::vector<std::uint32_t>>& entries) {
    const std::uint32_t at = here();
    u32(static_cast<std::uint32_t>(entries.size()));
    for (const auto& entry : entries) {
      for (const std::uint32_t value : entry) u32(value);
    }
    return {at, here() - at};
  }

  DumpStream simple(std::string_view key, std::string_view value) {
    const std::uint32_t key_at = text(key);
    return list({{key_at, text(value)}});
  }

  DumpStream object(std::string_view key, std::uint16_t type, std::string_view value) {
    const std::uint32_t key_at = text(key);
    const std::uint32_t value_at = text(value);
    const std::uint32_t at = here();
    u32(1).u32(key_at).u16(type).u16(0).u32(value_at);
    return {at, here() - at};
  }

  Builder& place(DumpStream stream) {
    return u32(static_cast<std::uint32_t>(stream.size))
        .u32(static_cast<std::uint32_t>(stream.offset));
  }

  DumpStream module(DumpStream list, DumpStream simple, DumpStream objects) {
    const std::uint32_t at = here();
    u32(1).place(list).place(simple).place(objects);
    return {at, here() - at};
  }

  DumpStream modules(const std::vector<std::string>& paths, bool is_padded = false) {
    std::vector<std::uint32_t> names;
    for (const std::string& path : paths) names.push_back(wide(path));
    const std::uint32_t at = here();
    u32(static_cast<std::uint32_t>(paths.size()));
    if (is_padded) u32(0);
    for (const std::uint32_t name : names) zeros(20).u32(name).zeros(84);
    return {at, here() - at};
  }

  DumpStream info(DumpStream simple, DumpStream links) {
    const std::uint32_t at = here();
    u32(1).zeros(32).place(simple).place(links);
    return {at, here() - at};
  }

  const std::string& bytes() const { return bytes_; }

 private:
  template <class T>
  Builder& put(T value) {
    std::string raw;
    put_le(raw, value);
    if (is_big_) raw = std::string(raw.rbegin(), raw.rend());
    bytes_ += raw;
    return *this;
  }

  bool is_big_;
  std::string bytes_;
};

struct Dump {
  std::string bytes;
  DumpStream info;
  DumpStream modules;
};

CrashpadInfo read(const Dump& dump) {
  return read_crashpad(*DumpBytes::open(dump.bytes), dump.info, dump.modules);
}

/// The process and the second of two modules said something.
Dump whole(bool is_big = false, bool is_padded = false) {
  Builder dump(is_big);
  const DumpStream process = dump.simple("ver", "42");
  const DumpStream simple = dump.simple("mood", "bad");
  const DumpStream objects = dump.object("state", 1, std::string_view("idle\0", 5));
  const std::uint32_t first = dump.text("one");
  const DumpStream list = dump.list({{first}, {dump.text("two")}});
  const DumpStream module = dump.module(list, simple, objects);
  const DumpStream modules = dump.modules({"C:\\a.exe", "C:\\game\\b.dll"}, is_padded);
  const DumpStream links = dump.list(
      {{1, static_cast<std::uint32_t>(module.size), static_cast<std::uint32_t>(module.offset)}});
  const DumpStream info = dump.info(process, links);
  return {dump.bytes(), info, modules};
}

TEST(ReadCrashpad, ReadsProcessAndModules) {
  for (const Dump& dump : {whole(), whole(true), whole(false, true)}) {
    const CrashpadInfo info = read(dump);
    EXPECT_THAT(info.simple, ElementsAre(Pair("ver", "42")));
    ASSERT_EQ(info.modules.size(), 1U);
    EXPECT_EQ(info.modules[0].module, "b.dll");
    EXPECT_THAT(info.modules[0].named, ElementsAre(Pair("mood", "bad"), Pair("state", "idle")));
    EXPECT_THAT(info.modules[0].list, ElementsAre("one", "two"));
  }
}

TEST(ReadCrashpad, LeavesOutOtherTypesAndModulesThatSaidNothing) {
  Builder dump;
  const DumpStream number = dump.object("count", 0x8000, "\x01");
  const DumpStream module = dump.module({}, {}, number);
  const DumpStream modules = dump.modules({"/usr/lib/a.so"});
  const DumpStream links = dump.list(
      {{0, static_cast<std::uint32_t>(module.size), static_cast<std::uint32_t>(module.offset)}});
  const DumpStream info = dump.info({}, links);
  EXPECT_THAT(read({dump.bytes(), info, modules}).modules, IsEmpty());
}

TEST(ReadCrashpad, LeavesOutModulesThatAreNotThere) {
  Dump dump = whole();
  dump.modules = {dump.bytes.size(), 0};
  EXPECT_THAT(read(dump).modules, IsEmpty());
  EXPECT_THAT(read(dump).simple, ElementsAre(Pair("ver", "42")));
}

TEST(ReadCrashpad, ReadsAnOlderStreamAsFarAsItGoes) {
  Dump dump = whole();
  dump.info.size = 44;
  EXPECT_THAT(read(dump).modules, IsEmpty());
  EXPECT_EQ(read(dump).simple.size(), 1U);
  dump.info.size = 43;
  EXPECT_THAT(read(dump).simple, IsEmpty());
}

TEST(ReadCrashpad, StaysWithinADumpThatLies) {
  const Dump dump = whole();
  for (std::size_t i = 4; i < dump.bytes.size(); ++i) {
    Dump wrong = dump;
    wrong.bytes[i] = '\xff';
    read(wrong);
    wrong.bytes.resize(i);
    read(wrong);
  }
}

TEST(ReadCrashpad, HasLimits) {
  Builder dump;
  const std::uint32_t key = dump.text("k");
  const std::uint32_t value = dump.text(std::string(kMaxAnnotationBytes, 'x'));
  const std::uint32_t too_long = dump.text(std::string(kMaxAnnotationBytes + 1, 'x'));
  const std::uint32_t small = dump.text("v");
  using Entries = std::vector<std::vector<std::uint32_t>>;
  const auto count = [&](const Entries& entries) {
    Builder own = dump;
    const DumpStream list = own.list(entries);
    const DumpStream info = own.info(list, {});
    return read({own.bytes(), info, {}}).simple.size();
  };
  EXPECT_EQ(count({{key, too_long}, {key, small}}), 1U);
  EXPECT_EQ(count(Entries(100, {key, value})), 15U) << "a MiB in all";
  EXPECT_EQ(count(Entries(kMaxAnnotations + 1, {key, small})), kMaxAnnotations);
  Entries late(kMaxAnnotationEntries, {0xffffffff, 0});
  late.back() = {key, small};
  EXPECT_EQ(count(late), 1U);
  late.insert(late.begin(), {0xffffffff, 0});
  EXPECT_EQ(count(late), 0U);
}

}  // namespace
}  // namespace picket::domain::items
