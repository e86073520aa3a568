#include "load/sample.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "load/variation.h"
#include "protocol/json.h"

namespace picket::load {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

Sample make_sample(std::string name, boost::json::object event) {
  const std::string_view platform = protocol::find_string(event, "platform");
  boost::json::object varied = event;
  vary(varied, {.event_id = {}, .timestamp = {}});
  std::string text;
  protocol::write_json(varied, text);
  return {.name = std::move(name),
          .event = std::move(event),
          .native = platform == "native" || platform == "cocoa" || platform == "c",
          .bytes = text.size()};
}

Result<std::vector<Sample>, std::string> read_samples(const fs::path& folder) {
  std::error_code error;
  const fs::path events = fs::is_directory(folder / "events", error) ? folder / "events" : folder;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(events, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".json") files.push_back(it->path());
  }
  if (error) return unexpected(events.string() + ": " + error.message());
  std::sort(files.begin(), files.end());

  std::vector<Sample> samples;
  for (const fs::path& file : files) {
    auto parsed = protocol::parse_json(read_file(file));
    if (!parsed || !parsed->is_object()) return unexpected(file.string() + ": not a JSON object");
    samples.push_back(make_sample(file.filename().string(), std::move(parsed->get_object())));
  }
  if (samples.empty()) return unexpected(events.string() + ": no *.json in it");
  return samples;
}

}  // namespace picket::load
