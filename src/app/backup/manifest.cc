#include "app/backup/manifest.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/rfc3339.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxName = 512;
constexpr std::size_t kHexDigits = 64;
/// The manifest itself is three deep.
constexpr std::size_t kMaxDepth = 8;

bool is_part(std::string_view part) noexcept {
  return !part.empty() && part.front() != '.' && std::all_of(part.begin(), part.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

bool is_sha256(std::string_view text) noexcept {
  return text.size() == kHexDigits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

unexpected<Error> bad(std::string sentence) {
  return unexpected(Error{ErrorKind::corrupt, "backup_manifest", std::move(sentence)});
}

/// Reads members and remembers the first that is wrong.
class Reader {
 public:
  explicit Reader(const json::object& object) : object_(object) {}

  std::string text(std::string_view key, std::size_t most) {
    const json::value* const value = object_.if_contains(key);
    if (value == nullptr || !value->is_string() || value->get_string().size() > most)
      return wrong(key), std::string();
    return std::string(value->get_string());
  }
  std::int64_t number(std::string_view key, std::int64_t most) {
    const json::value* const value = object_.if_contains(key);
    if (value == nullptr || !value->is_int64() || value->get_int64() < 0 ||
        value->get_int64() > most)
      return wrong(key), 0;
    return value->get_int64();
  }
  bool flag(std::string_view key) {
    const json::value* const value = object_.if_contains(key);
    if (value == nullptr || !value->is_bool()) return wrong(key), false;
    return value->get_bool();
  }
  const json::array& list(std::string_view key) {
    static const json::array kNone;
    const json::value* const value = object_.if_contains(key);
    if (value == nullptr || !value->is_array()) return wrong(key), kNone;
    return value->get_array();
  }
  void wrong(std::string_view key) {
    if (wrong_.empty()) wrong_ = key;
  }
  const std::string& what_is_wrong() const noexcept { return wrong_; }

 private:
  const json::object& object_;
  std::string wrong_;
};

constexpr std::int64_t kAny = INT64_MAX;

std::optional<BackupFile> read_file(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  Reader reader(value.get_object());
  BackupFile file{reader.text("name", kMaxName),
                  static_cast<std::uint64_t>(reader.number("bytes", kAny)),
                  reader.text("sha256", kHexDigits)};
  if (!reader.what_is_wrong().empty() || !is_backup_name(file.name) || !is_sha256(file.sha256))
    return std::nullopt;
  return file;
}

std::optional<BackupPartition> read_partition(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  Reader reader(value.get_object());
  BackupPartition part{reader.text("topic", kMaxName),
                       static_cast<std::uint32_t>(reader.number("partition", UINT32_MAX)),
                       reader.number("earliest", kAny), reader.number("end", kAny)};
  if (!reader.what_is_wrong().empty() || part.earliest > part.end) return std::nullopt;
  return part;
}

/// Sums of file sizes must not run over.
bool fits(const std::vector<BackupFile>& files) {
  std::uint64_t left = INT64_MAX;
  for (const BackupFile& file : files) {
    if (file.bytes > left) return false;
    left -= file.bytes;
  }
  return true;
}

}  // namespace

std::uint64_t Manifest::bytes() const noexcept {
  std::uint64_t sum = 0;
  for (const BackupFile& file : files) sum += file.bytes;
  return sum;
}

const std::vector<std::string_view>& backup_entries() {
  static const std::vector<std::string_view> kEntries = {"log",     "blobs",      "events",
                                                         "meta.db", "secret.key", "setup.json"};
  return kEntries;
}

bool is_backup_name(std::string_view name) noexcept {
  if (name == "meta.db" || name == "secret.key" || name == "setup.json") return true;
  if (name.size() > kMaxName) return false;
  const std::size_t first = name.find('/');
  const std::string_view folder = name.substr(0, first);
  if (first == std::string_view::npos ||
      (folder != "log" && folder != "blobs" && folder != "events"))
    return false;
  std::string_view rest = name.substr(first + 1);
  while (true) {
    const std::size_t slash = rest.find('/');
    if (!is_part(rest.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    rest.remove_prefix(slash + 1);
  }
}

std::string encode_manifest(const Manifest& manifest) {
  json::array log;
  for (const BackupPartition& part : manifest.log) {
    log.push_back({{"topic", part.topic},
                   {"partition", part.partition},
                   {"earliest", part.earliest},
                   {"end", part.end}});
  }
  std::string text = json::serialize(
      json::object{{"format", kManifestFormat},
                   {"program", manifest.program},
                   {"taken", format_rfc3339(manifest.taken)},
                   {"schema", {{"meta", manifest.meta_schema}, {"events", manifest.event_schema}}},
                   {"secrets", manifest.secrets},
                   {"log", std::move(log)}});
  text.pop_back();
  text += ",\"files\":[";
  // A line each, for people and their tools.
  const char* comma = "\n";
  for (const BackupFile& file : manifest.files) {
    text += comma + json::serialize(json::object{{"name", file.name},
                                                 {"bytes", static_cast<std::int64_t>(file.bytes)},
                                                 {"sha256", file.sha256}});
    comma = ",\n";
  }
  return text + "\n]}\n";
}

Result<Manifest> decode_manifest(std::string_view text) {
  if (text.size() > kMaxManifestBytes) return bad("is larger than it can be");
  boost::system::error_code failed;
  json::parse_options options;
  options.max_depth = kMaxDepth;
  const json::value value = json::parse(text, failed, {}, options);
  if (failed || !value.is_object()) return bad("is not a JSON object");
  Reader reader(value.get_object());
  const std::int64_t format = reader.number("format", INT32_MAX);
  if (reader.what_is_wrong().empty() && format > kManifestFormat) {
    return unexpected(Error{ErrorKind::conflict, "backup_too_new",
                            fmt::format("has format {}, this program knows {}: use the version of "
                                        "Picket that wrote it, or a later one",
                                        format, kManifestFormat)});
  }
  if (format < 1) reader.wrong("format");
  Manifest manifest;
  manifest.program = reader.text("program", kMaxName);
  const auto taken = parse_rfc3339(reader.text("taken", kMaxName));
  if (!taken) reader.wrong("taken");
  manifest.taken = taken.value_or(Timestamp{});
  const json::value* const schema = value.get_object().if_contains("schema");
  if (schema == nullptr || !schema->is_object()) return bad("lacks a good \"schema\"");
  Reader versions(schema->get_object());
  manifest.meta_schema = static_cast<int>(versions.number("meta", INT32_MAX));
  manifest.event_schema = static_cast<int>(versions.number("events", INT32_MAX));
  if (!versions.what_is_wrong().empty()) reader.wrong("schema");
  manifest.secrets = reader.flag("secrets");
  for (const json::value& item : reader.list("log")) {
    auto part = read_partition(item);
    if (!part) return bad(fmt::format("has a wrong entry in \"log\": {}", json::serialize(item)));
    manifest.log.push_back(*std::move(part));
  }
  std::set<std::string, std::less<>> names;
  for (const json::value& item : reader.list("files")) {
    auto file = read_file(item);
    if (!file || manifest.files.size() == kMaxBackupFiles || !names.insert(file->name).second)
      return bad(fmt::format("has a wrong entry in \"files\": {}", json::serialize(item)));
    manifest.files.push_back(*std::move(file));
  }
  if (!fits(manifest.files)) reader.wrong("files");
  if (!reader.what_is_wrong().empty())
    return bad(fmt::format("lacks a good \"{}\"", reader.what_is_wrong()));
  if (!names.contains("meta.db")) return bad("does not list meta.db");
  return manifest;
}

}  // namespace picket::app
