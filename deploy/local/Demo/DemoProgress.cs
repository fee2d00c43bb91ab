using MedBill.Local.Commands;
using MedBill.SampleData.Play;
using Spectre.Console;

namespace MedBill.Local.Demo;

/// <summary>Shows how far the day is: bars for a person, one line a step for a log.</summary>
internal static class DemoProgress
{
    public static async Task<DayResult> ShowAsync(Launch launch, Func<Action<DayProgress>, Task<DayResult>> play)
    {
        if (!launch.IsInteractive)
        {
            var lines = new StepLines(launch);
            var result = await play(lines.Report);
            lines.Finish();
            return result;
        }

        return await launch.Console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var tasks = Enum.GetValues<DayStep>().ToDictionary(step => step, step => context.AddTask(Words(step), autoStart: false));
                var result = await play(progress => Advance(tasks, progress));
                foreach (var task in tasks.Values)
                {
                    task.Value = task.MaxValue;
                }

                return result;
            });
    }

    public static string Words(DayStep step) => step switch
    {
        DayStep.Practice => "Set up practice, payers, contracts",
        DayStep.Registration => "Register patients and policies",
        DayStep.Eligibility => "Ask payers for eligibility (270/271)",
        DayStep.Visits => "Record visits and charges",
        DayStep.Desk => "Take copays at the desk",
        DayStep.Claims => "Build claims, mend what edits refuse",
        DayStep.Submission => "Submit claims (837P)",
        DayStep.Answers => "Read payers' answers (999, 277CA, 835)",
        DayStep.Rejections => "Correct rejected claims, send again",
        DayStep.Denials => "Replace denied claims (frequency 7)",
        DayStep.Quarantine => "Look at what does not balance",
        DayStep.Statements => "Send statements, take payments",
        DayStep.Books => "Close the books",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static void Advance(Dictionary<DayStep, ProgressTask> tasks, DayProgress progress)
    {
        lock (tasks)
        {
            foreach (var (step, earlier) in tasks)
            {
                if (step < progress.Step && !earlier.IsFinished)
                {
                    earlier.StartTask();
                    earlier.Value = earlier.MaxValue;
                }
            }

            var task = tasks[progress.Step];
            if (!task.IsStarted)
            {
                task.StartTask();
            }

            task.MaxValue = Math.Max(progress.Total, 1);
            task.Value = Math.Max(task.Value, progress.Done);
        }
    }

    // A step is told when the next begins.
    private sealed class StepLines(Launch launch)
    {
        private readonly Lock _lock = new();
        private DayProgress? _last;
        private long _since = launch.Time.GetTimestamp();

        public void Report(DayProgress progress)
        {
            lock (_lock)
            {
                if (_last is { } last && last.Step != progress.Step)
                {
                    Tell(last);
                }

                _last = _last is { } before && before.Step == progress.Step && before.Done > progress.Done ? before : progress;
            }
        }

        public void Finish()
        {
            lock (_lock)
            {
                if (_last is { } last)
                {
                    Tell(last);
                }
            }
        }

        private void Tell(DayProgress step)
        {
            launch.Say($"  {Words(step.Step),-42} {step.Done,3}  {launch.Time.GetElapsedTime(_since).TotalSeconds,6:0.0} s");
            _since = launch.Time.GetTimestamp();
        }
    }
}
