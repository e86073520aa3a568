#include "domain/scrub/attachment.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/scrub/minidump.h"
#include "domain/scrub/rule_json.h"

namespace picket::domain::scrub {
namespace {

CompiledRules rules(std::string_view text) {
  return CompiledRules(read_pii_config(text));
}

std::string attachment_after(std::string_view config, std::string bytes) {
  scrub_attachment(bytes, "log.txt", rules(config));
  return bytes;
}

std::string wide(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) (out += c) += '\0';
  return out;
}

TEST(ScrubAttachment, KeepsTheLength) {
  const auto by = [](std::string_view redaction) {
    return attachment_after(R"({"rules":{"0":{"type":"email","redaction":)" +
                                std::string(redaction) +
                                R"(}},"applications":{"$attachments.'log.txt'":["0"]}})",
                            "to joe@example.com\n\xFF\xFE");
  };
  EXPECT_EQ(by(R"({"method":"remove"})"), "to ***************\n\xFF\xFE");
  EXPECT_EQ(by(R"({"method":"mask"})"), "to ***************\n\xFF\xFE");
  EXPECT_EQ(by(R"({"method":"replace","text":"[x]"})"), "to [x]************\n\xFF\xFE");
  EXPECT_EQ(by(R"({"method":"replace","text":"0123456789abcdefgh"})"),
            "to 0123456789abcde\n\xFF\xFE");
  const std::string hashed = by(R"({"method":"hash"})");
  EXPECT_EQ(hashed.size(), by(R"({"method":"mask"})").size());
  EXPECT_EQ(hashed.find("joe"), std::string::npos);
}

TEST(ScrubAttachment, OnlyWhereASelectorSaysSo) {
  for (const char* selector :
       {"$attachments.'log.txt'", "$attachments.*", "'log.txt'", "$binary", "**"}) {
    EXPECT_EQ(
        attachment_after(R"({"applications":{")" + std::string(selector) + R"(":["@email:mask"]}})",
                         "a@bc.de"),
        "*******")
        << selector;
  }
  for (const char* selector : {"$attachments.'other.txt'", "$string", "$minidump.**", "extra.**"}) {
    EXPECT_EQ(
        attachment_after(R"({"applications":{")" + std::string(selector) + R"(":["@email:mask"]}})",
                         "a@bc.de"),
        "a@bc.de")
        << selector;
  }
}

TEST(MayChangeBytes, WhenASelectorIsAboutFiles) {
  for (const char* selector : {"$attachments.'a.txt'", "**", "$binary", "$minidump.$heap_memory",
                               "$stack_memory", "debug_file", "$minidump.code_file"}) {
    EXPECT_TRUE(may_change_bytes(
        "a.txt", rules(R"({"applications":{")" + std::string(selector) + R"(":["@ip"]}})")))
        << selector;
  }
  for (const char* selector : {"$attachments.'b.txt'", "$user.**", "extra.a", "$string"}) {
    EXPECT_FALSE(may_change_bytes(
        "a.txt", rules(R"({"applications":{")" + std::string(selector) + R"(":["@ip"]}})")))
        << selector;
  }
}

TEST(ScrubAttachment, AnEmptyMatchInNoBytesEnds) {
  const std::span<char> none;
  EXPECT_FALSE(scrub_attachment(
      none, "log.txt",
      rules(R"({"rules":{"0":{"type":"pattern","pattern":"x*"}},"applications":{"**":["0"]}})")));
}

TEST(ScrubAttachment, WideTexts) {
  const std::string_view config = R"({"applications":{"**":["@email:mask","@ip"]}})";
  EXPECT_EQ(attachment_after(config, wide("to a@bc.de!")), wide("to *******!"));
  EXPECT_EQ(attachment_after(config, std::string("\0\1", 2) + wide("10.0.0.1 \xE9")),
            std::string("\0\1", 2) + wide("[ip]**** \xE9"));
  EXPECT_EQ(attachment_after(
                R"({"rules":{"0":{"type":"pattern","pattern":"ab","redaction":{"method":"mask"}}},
                                "applications":{"**":["0"]}})",
                wide("abab") + std::string(2, '\0') + wide("x ab y")),
            wide("abab") + std::string(2, '\0') + wide("x ** y"))
      << "four characters are chance";
}

TEST(ScrubAttachment, KeyRulesReplaceAllOfIt) {
  EXPECT_EQ(attachment_after(R"({"applications":{"**":["@password:mask"]}})", "my secret is"),
            "************");
  EXPECT_EQ(attachment_after(R"({"applications":{"**":["@anything:mask"]}})", "a\nb"), "***");
}

TEST(ScrubAttachment, EmptyMatchesEnd) {
  EXPECT_EQ(attachment_after(
                R"({"rules":{"0":{"type":"pattern","pattern":"x*","redaction":{"method":"mask"}}},
                                "applications":{"**":["0"]}})",
                "axb" + wide("\xE9xxxxx")),
            "a*b" + wide("\xE9*****"));
}

/// A minidump of one thread with its stack, one module and some memory.
class Dump {
 public:
  explicit Dump(bool is_big = false) : is_big_(is_big), bytes_(kHeader + 5 * 12, '\0') {
    bytes_.replace(0, 4, is_big ? "PMDM" : "MDMP");
    put(8, 5);
    put(12, kHeader);
  }

  std::string with(std::string_view stack, std::string_view heap, std::string_view code_file,
                   std::string_view debug_file, std::string_view environment) {
    const auto stack_at = append(stack);
    const auto heap_at = append(heap);
    std::string thread(4 + 48, '\0');
    put_in(thread, 0, 1);
    put_in(thread, 4 + 32, stack.size());
    put_in(thread, 4 + 36, stack_at);
    stream(0, 3, thread);
    std::string memory(4 + 2 * 16, '\0');
    put_in(memory, 0, 2);
    put_in(memory, 4 + 8, stack.size());
    put_in(memory, 4 + 12, stack_at);
    put_in(memory, 20 + 8, heap.size());
    put_in(memory, 20 + 12, heap_at);
    stream(1, 5, memory);
    std::string name(4, '\0');
    put_in(name, 0, code_file.size() * 2);
    const auto name_at = append(name + in_order(wide(code_file)));
    const std::string signature = is_big_ ? "SDSR" : "RSDS";
    const auto view_at = append(signature + std::string(20, '\1') + std::string(debug_file) + '\0');
    std::string module(4 + 108, '\0');
    put_in(module, 0, 1);
    put_in(module, 4 + 20, name_at);
    put_in(module, 4 + 76, 24 + debug_file.size() + 1);
    put_in(module, 4 + 80, view_at);
    stream(2, 4, module);
    stream(3, 0x47670007, environment);
    std::string memory64(16 + 16, '\0');
    const std::size_t low = is_big_ ? 4 : 0;  // Of numbers of 8 bytes.
    put_in(memory64, low, 1);
    put_in(memory64, 8 + low, append(heap));
    put_in(memory64, 24 + low, heap.size());
    stream(4, 9, memory64);
    return bytes_;
  }

 private:
  static constexpr std::size_t kHeader = 32;

  void put_in(std::string& out, std::size_t at, std::size_t value) const {
    for (std::size_t i = 0; i < 4; ++i) {
      out[at + (is_big_ ? 3 - i : i)] = static_cast<char>(value >> (8 * i) & 0xFFU);
    }
  }
  /// UTF-16 as the machine of the dump has it.
  std::string in_order(std::string text) const {
    for (std::size_t i = 0; is_big_ && i + 1 < text.size(); i += 2) std::swap(text[i], text[i + 1]);
    return text;
  }
  void put(std::size_t at, std::size_t value) { put_in(bytes_, at, value); }
  std::size_t append(std::string_view part) {
    if (bytes_.size() % 2 != 0) bytes_ += '\0';
    bytes_ += part;
    return bytes_.size() - part.size();
  }
  void stream(std::size_t index, std::size_t type, std::string_view content) {
    const std::size_t at = append(content);
    put(kHeader + index * 12, type);
    put(kHeader + index * 12 + 4, content.size());
    put(kHeader + index * 12 + 8, at);
  }

  bool is_big_;
  std::string bytes_;
};

std::string dump_after(std::string_view config) {
  std::string dump = Dump().with("stack a@bc.de", "heap_ a@bc.de", "C:\\Users\\joe\\app.exe",
                                 "/home/joe/app.pdb", "MAIL:a@bc.de");
  scrub_minidump(dump, "minidump.dmp", rules(config));
  return dump;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

TEST(ScrubMinidump, MemoryByItsKind) {
  const std::string before = dump_after("{}");
  ASSERT_EQ(count(before, "a@bc.de"), 4U);
  const std::string stack =
      dump_after(R"({"applications":{"$minidump.$stack_memory":["@email:mask"]}})");
  EXPECT_EQ(count(stack, "stack *******"), 1U);
  EXPECT_EQ(count(stack, "a@bc.de"), 3U);
  EXPECT_EQ(stack.size(), before.size());
  const std::string heap = dump_after(R"({"applications":{"$heap_memory":["@email:mask"]}})");
  EXPECT_EQ(count(heap, "heap_ *******"), 2U) << "of both lists of memory";
  EXPECT_EQ(count(heap, "a@bc.de"), 2U);
  const std::string all = dump_after(R"({"applications":{"$minidump.$binary":["@email:mask"]}})");
  EXPECT_EQ(count(all, "a@bc.de"), 0U);
  EXPECT_EQ(count(all, "MAIL:*******"), 1U);
}

TEST(ScrubMinidump, PathsOfModulesKeepTheirLastPart) {
  const std::string dump = dump_after(
      R"({"applications":{"$minidump.code_file":["@userpath:mask"],"debug_file":["@anything:mask"]}})");
  EXPECT_EQ(count(dump, wide("C:\\Users\\***\\app.exe")), 1U);
  EXPECT_EQ(count(dump, "*********/app.pdb"), 1U);
  EXPECT_EQ(count(dump, "a@bc.de"), 4U);
}

TEST(ScrubMinidump, ReadsTheOtherByteOrder) {
  const std::string_view config =
      R"({"applications":{"$minidump.$binary":["@email:mask"],"$minidump.code_file":["@userpath:mask"]}})";
  std::string memory = wide("x a@bc.de");
  for (std::size_t i = 0; i < memory.size(); i += 2) std::swap(memory[i], memory[i + 1]);
  std::string dump = Dump(true).with("stack a@bc.de", memory, "C:\\Users\\joe\\app.exe",
                                     "/home/joe/app.pdb", "MAIL:a@bc.de");
  const std::size_t size = dump.size();
  EXPECT_TRUE(scrub_minidump(dump, "minidump.dmp", rules(config)));
  EXPECT_EQ(dump.size(), size);
  EXPECT_EQ(count(dump, "a@bc.de"), 0U);
  EXPECT_EQ(count(dump, memory), 0U);
  EXPECT_EQ(count(dump, std::string("j\0o\0e", 5)), 0U);
  EXPECT_EQ(count(dump, std::string("a\0p\0p\0.", 7)), 1U) << "the name of the file stays";
  EXPECT_EQ(count(dump, "MAIL:*******"), 1U);
}

TEST(ScrubMinidump, IsNothingForOtherFiles) {
  std::string text = "a@bc.de";
  EXPECT_FALSE(scrub_minidump(text, "x", rules(R"({"applications":{"**":["@email:mask"]}})")));
  EXPECT_EQ(text, "a@bc.de");
}

TEST(FindDumpParts, StaysInsideOfTheFile) {
  const std::string dump = Dump().with("stack", "heap", "a\\b", "c/d", "e=f");
  for (std::size_t size = 0; size < dump.size(); ++size) {
    for (const DumpPart& part : find_dump_parts(std::string_view(dump).substr(0, size))) {
      ASSERT_LE(part.begin + part.size, size);
    }
  }
  std::string hostile = dump;
  for (std::size_t at = 8; at < hostile.size(); at += 3) {
    hostile[at] = '\xFF';
    for (const DumpPart& part : find_dump_parts(hostile)) {
      ASSERT_LE(part.begin, hostile.size());
      ASSERT_LE(part.size, hostile.size() - part.begin);
    }
  }
}

TEST(FindDumpParts, OfOneKindDoNotOverlap) {
  // Regions of memory that are the same bytes again and again, each one further on.
  constexpr std::uint32_t kRegions = 50;
  std::string dump(32, '\0');
  dump.replace(0, 4, "MDMP");
  const auto put = [&dump](std::size_t at, std::size_t value) {
    for (std::size_t i = 0; i < 4; ++i) dump[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
  };
  put(8, 1);
  put(12, 32);
  dump.resize(32 + 12 + 4 + kRegions * 16);
  put(32, 5);
  put(40, 44);
  put(44, kRegions);
  for (std::size_t i = 0; i < kRegions; ++i) {
    put(48 + i * 16 + 8, 200);
    put(48 + i * 16 + 12, 100 + i);
  }
  const auto parts = find_dump_parts(dump);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].begin, 100U);
  EXPECT_EQ(parts[0].size, 200U + kRegions - 1);
}

TEST(ScrubJsonAttachment, ByKeysAndValues) {
  const CompiledRules some =
      rules(R"({"applications":{"$attachments.'view.json'.**":["@password:filter","@email"],
                                      "windows.1.title":["@anything:remove"]}})");
  EXPECT_EQ(scrub_json_attachment(R"({"windows":[{"title":"x","password":"y","a":"a@bc.de"}]})",
                                  "view.json", some),
            R"({"windows":[{"title":"x","password":"[Filtered]","a":"[email]"}]})");
  EXPECT_EQ(scrub_json_attachment(R"({"a":1})", "view.json", some), std::nullopt);
  EXPECT_EQ(scrub_json_attachment("{", "view.json", some), std::nullopt);
  EXPECT_EQ(scrub_json_attachment(R"({"a":"a@bc.de"})", "other.json", some), std::nullopt);
}

}  // namespace
}  // namespace picket::domain::scrub
