// What all benchmarks share: how a stage is declared, and its figure.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

namespace picket::micro {

/// Google Benchmark repeats a stage until its CPU time adds up to half a second.
inline constexpr benchmark::IterationCount kFreeChoice = 0;

/// `run` is called with the benchmark's state. Counts the CPU time of all threads. A stage that
/// waits for the disk, or fills it, says how many `iterations`: its CPU time is no measure of that.
template <class Fn>
void add_stage(const std::string& name, Fn run,
               benchmark::IterationCount iterations = kFreeChoice) {
  auto* const stage = benchmark::RegisterBenchmark(name.c_str(), std::move(run));
  stage->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);
  if (iterations != kFreeChoice) stage->Iterations(iterations);
}

/// After the loop: one iteration handled so many events.
inline void set_per_event(benchmark::State& state, std::size_t events_per_iteration = 1) {
  constexpr double kMillion = 1e6;
  state.counters["cpu_us_per_event"] = benchmark::Counter(
      static_cast<double>(events_per_iteration) / kMillion,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// Ends a benchmark whose subject failed: no figure is better than a wrong one.
template <class T>
bool failed(benchmark::State& state, const T& result, const char* what) {
  if (result) return false;
  state.SkipWithError(what);
  return true;
}

}  // namespace picket::micro
