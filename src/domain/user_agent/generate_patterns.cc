// Build-time program: writes uap-core's regexes.yaml as the C++ source of `kPatterns` (pattern.h).
//
// usage: picket_user_agent_patterns REGEXES_YAML OUT_CC
//
// The file is YAML, of which uap-core uses three lists of mappings with one value a line, each in
// single quotes. Anything else fails the build, as does an expression that RE2 does not take.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <re2/re2.h>

#include "base/ascii.h"
#include "domain/user_agent/literals.h"

namespace picket::domain::user_agent {
namespace {

/// The needs of one pattern beyond these tell little more.
constexpr std::size_t kMaxNeeds = 3;

using Entry = std::map<std::string, std::string>;

struct Section {
  std::string_view yaml;
  std::string_view cpp;
  std::array<std::string_view, 4> replacements;
};

constexpr Section kSections[] = {
    {"user_agent_parsers",
     "kBrowsers",
     {"family_replacement", "v1_replacement", "v2_replacement", "v3_replacement"}},
    {"os_parsers",
     "kSystems",
     {"os_replacement", "os_v1_replacement", "os_v2_replacement", "os_v3_replacement"}},
    {"device_parsers",
     "kDevices",
     {"device_replacement", "brand_replacement", "model_replacement", ""}},
};

[[noreturn]] void fail(std::string_view what, std::string_view where) {
  throw std::runtime_error(std::string(what) + ": " + std::string(where));
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// The text in single quotes, in which two of them stand for one; a comment may follow.
std::string unquoted(std::string_view value) {
  if (!value.starts_with('\'')) fail("not in single quotes", value);
  std::string text;
  for (std::size_t i = 1; i < value.size(); ++i) {
    if (value[i] != '\'') {
      text += value[i];
    } else if (value.substr(i + 1).starts_with('\'')) {
      text += value[i++];
    } else {
      const std::string_view rest = ascii::trim(value.substr(i + 1));
      if (!rest.empty() && !rest.starts_with('#')) fail("text after a value", value);
      return text;
    }
  }
  fail("no closing quote", value);
}

std::map<std::string, std::vector<Entry>> read_yaml(const char* path) {
  std::ifstream file(path);
  if (!file) fail("cannot read", path);
  std::map<std::string, std::vector<Entry>> sections;
  std::vector<Entry>* entries = nullptr;
  for (std::string raw; std::getline(file, raw);) {
    const std::string_view line = trim_end(raw);
    std::string_view content = ascii::trim(line);
    if (content.empty() || content.starts_with('#')) continue;
    if (!line.starts_with(' ')) {
      if (!line.ends_with(':')) fail("not a section", line);
      entries = &sections[std::string(line.substr(0, line.size() - 1))];
      continue;
    }
    if (entries == nullptr) fail("outside of a section", line);
    if (content.starts_with("- ")) {
      entries->emplace_back();
      content.remove_prefix(2);
    }
    if (entries->empty()) fail("outside of an entry", line);
    const ascii::Split pair = ascii::split_once(content, ':');
    if (!pair.found) fail("not a key and a value", line);
    entries->back()[std::string(pair.head)] = unquoted(ascii::trim(pair.tail));
  }
  return sections;
}

std::string byte_literal(char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {'\'', '\\', 'x', kDigits[byte / 16U], kDigits[byte % 16U], '\''};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Collects tables and writes them.
class Writer {
 public:
  explicit Writer(const char* path) : out_(path) {
    if (!out_) fail("cannot write", path);
    out_ << "// Made by generate_patterns.cc from uap-core's regexes.yaml (Apache-2.0).\n"
            "#include \"domain/user_agent/pattern.h\"\n"
            "namespace picket::domain::user_agent {\nnamespace {\n";
    add_text("");
  }

  void section(const Section& section, const std::vector<Entry>& entries) {
    if (entries.empty()) fail("no entries", section.yaml);
    out_ << "constexpr Pattern " << section.cpp << "[] = {\n";
    for (const Entry& entry : entries) pattern(section, entry);
    out_ << "};\n";
  }

  void finish() {
    out_ << "constexpr Need kNeeds[] = {\n" << needs_ << "};\n";
    numbers("std::uint16_t kNeedAtoms", need_atoms_);
    numbers("std::uint32_t kAtoms", atoms_);
    out_ << "constexpr char kText[] = {\n"
         << text_bytes_ << "};\n}  // namespace\n"
         << "const Patterns kPatterns = {kText, kBrowsers, kSystems, kDevices, kNeeds, kNeedAtoms, "
            "kAtoms};\n}  // namespace picket::domain::user_agent\n";
    out_.close();
    if (!out_) fail("cannot write", "the tables");
  }

 private:
  void pattern(const Section& section, const Entry& entry) {
    Entry rest = entry;
    const std::string expression = take(rest, "regex").value_or("");
    const std::string flag = take(rest, "regex_flag").value_or("");
    if (expression.empty()) fail("an entry without regex", section.yaml);
    if (!flag.empty() && flag != "i") fail("unknown regex_flag", flag);
    if (!is_ascii(expression)) fail("not ASCII", expression);
    if (!RE2(expression, RE2::Quiet).ok()) fail("RE2 does not take", expression);
    out_ << "{" << add_text(expression) << ",{";
    for (const std::string_view name : section.replacements) {
      out_ << add_text(take(rest, std::string(name)).value_or("")) << ",";
    }
    if (!rest.empty()) fail("unknown key", rest.begin()->first);
    out_ << "}," << need_count_ << "," << add_needs(expression) << ","
         << (flag.empty() ? "false" : "true") << "},\n";
  }

  static std::optional<std::string> take(Entry& entry, const std::string& key) {
    const auto found = entry.find(key);
    if (found == entry.end()) return std::nullopt;
    std::string value = std::move(found->second);
    entry.erase(found);
    return value;
  }

  std::size_t add_needs(const std::string& expression) {
    auto sets = required_atoms(expression);
    if (!sets) fail("cannot find the literals of", expression);
    if (sets->size() > kMaxNeeds) sets->resize(kMaxNeeds);
    for (const AtomSet& set : *sets) {
      needs_ +=
          "{" + std::to_string(need_atoms_.size()) + "," + std::to_string(set.size()) + "},\n";
      for (const std::string& atom : set) need_atoms_.push_back(add_atom(atom));
    }
    need_count_ += sets->size();
    if (need_count_ > UINT16_MAX || need_atoms_.size() > UINT16_MAX) fail("too many", "needs");
    return sets->size();
  }

  std::size_t add_atom(const std::string& atom) {
    const auto [found, is_new] = atom_index_.emplace(atom, atoms_.size());
    if (is_new) atoms_.push_back(add_text(atom));
    return found->second;
  }

  std::size_t add_text(const std::string& text) {
    const auto [found, is_new] = text_offsets_.emplace(text, text_size_);
    if (is_new) {
      for (const char c : text) {
        const bool ascii = c >= ' ' && c <= '~';
        text_bytes_ += ascii ? std::to_string(static_cast<int>(c)) : byte_literal(c);
        text_bytes_ += ',';
      }
      text_bytes_ += "0,\n";
      text_size_ += text.size() + 1;
    }
    return found->second;
  }

  void numbers(std::string_view declaration, const std::vector<std::size_t>& values) {
    out_ << "constexpr " << declaration << "[] = {\n";
    for (std::size_t i = 0; i < values.size(); ++i) {
      out_ << values[i] << (i % 16 == 15 ? ",\n" : ",");
    }
    out_ << "};\n";
  }

  std::ofstream out_;
  std::map<std::string, std::size_t> text_offsets_;
  std::string text_bytes_;
  std::size_t text_size_ = 0;
  std::string needs_;
  std::size_t need_count_ = 0;
  std::vector<std::size_t> need_atoms_;
  std::map<std::string, std::size_t> atom_index_;
  std::vector<std::size_t> atoms_;
};

void generate(const char* yaml, const char* out) {
  auto sections = read_yaml(yaml);
  Writer writer(out);
  for (const Section& section : kSections)
    writer.section(section, sections[std::string(section.yaml)]);
  writer.finish();
  if (sections.size() != std::size(kSections)) fail("unknown section in", yaml);
}

}  // namespace
}  // namespace picket::domain::user_agent

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: picket_user_agent_patterns REGEXES_YAML OUT_CC\n", stderr);
    return 2;
  }
  try {
    picket::domain::user_agent::generate(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", argv[1], error.what());
    return 1;
  }
  return 0;
}
