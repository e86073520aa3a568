// Runs a fuzz target without libFuzzer: on every seed, and on mutations of the seeds that are the
// same in every run. Usage: picket_fuzz_x SEED_FOLDER
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// A second or so in an optimized build, and the whole of it under the sanitizers.
constexpr int kMutationsPerSeed = 2000;
constexpr std::size_t kMostChanges = 8;

std::vector<std::string> read_seeds(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds;
  for (const std::filesystem::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

void run(const std::string& input) {
  // A copy of its exact size, so that the sanitizer sees a read past its end.
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

  std::string mutate(std::string text) {
    for (std::size_t changes = 1 + below(kMostChanges); changes > 0; --changes) change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = below(std::min<std::size_t>(text.size() - at, 40) + 1);
    switch (below(5)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.insert(at, 1, static_cast<char>(below(256)));
        break;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      default: {
        const std::string& other = seeds_[below(seeds_.size())];
        const std::size_t from = below(other.size() + 1);
        text.replace(at, length, other.substr(from, below(60)));
      }
    }
  }

  const std::vector<std::string>& seeds_;
  std::mt19937_64 random_{20261125};
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> seeds =
      argc == 2 ? read_seeds(argv[1]) : std::vector<std::string>{};
  if (seeds.empty()) {
    std::fputs("usage: picket_fuzz_x SEED_FOLDER, which must hold seeds\n", stderr);
    return 2;
  }
  Mutator mutator(seeds);
  for (const std::string& seed : seeds) {
    run(seed);
    for (int i = 0; i < kMutationsPerSeed; ++i) run(mutator.mutate(seed));
  }
  return 0;
}
